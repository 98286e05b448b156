package org.tengen.web.report;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one training: one entry of {@code runs} in {@code result.json}.
 *
 * @param strategy as set, e.g. {@code ssp:3}
 * @param samples samples whose gradients were applied
 * @param updates optimiser steps, of the first slice
 * @param seconds wall clock of the training
 * @param idleShare idle time over all lanes' wall clock, 0..1
 * @param validation final metrics on the validation split by name, e.g. {@code perplexity}; NaN or
 *     infinite where the training diverged
 * @param secondsToTarget when validation perplexity first reached {@code targetPerplexity}; null if
 *     it did not, or if there is no target
 * @param weightsSha256 of the final weights as little-endian float32
 * @param curve in order of samples
 * @param lanes one per lane
 * @param traffic the bytes of pulls and pushes; null in results from before they were counted
 * @param divergence in one line, how it diverged and was stopped; null for a training that went to
 *     its end
 * @param rate the learning rate that the schedule started from; null in results of earlier versions
 * @param optimiser the server's, as set, e.g. {@code momentum:0.5}; null in results of earlier
 *     versions
 * @param straggler who was made slow, as set, e.g. {@code any:10x@5%}; null in results of earlier
 *     versions
 * @param firstSteps of the first workers, what each did at first, as {@link FirstSteps} reads it;
 *     null in results of earlier versions
 * @param source the run that the training is of where several are laid side by side; null in a
 *     run's own result
 * @param words what word vectors have in the place of perplexities; null for what is none
 */
public record StrategyRun(
    String strategy,
    int workers,
    int shards,
    long seed,
    long samples,
    long updates,
    double seconds,
    double samplesPerSecond,
    double idleShare,
    Staleness staleness,
    Map<String, Double> validation,
    @Nullable Double targetPerplexity,
    @Nullable Double secondsToTarget,
    String weightsSha256,
    List<CurvePoint> curve,
    List<LaneTime> lanes,
    @Nullable Traffic traffic,
    @Nullable String divergence,
    @Nullable Double rate,
    @Nullable String optimiser,
    @Nullable String straggler,
    @Nullable List<String> firstSteps,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String source,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WordFigures words) {

  /** The key of {@link #validation} that the report compares. */
  public static final String PERPLEXITY = "perplexity";

  public StrategyRun {
    requireNonNull(strategy, "strategy");
    requireNonNull(staleness, "staleness");
    requireNonNull(weightsSha256, "weightsSha256");
    validation =
        Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(validation, "validation")));
    curve = List.copyOf(requireNonNull(curve, "curve"));
    lanes = List.copyOf(requireNonNull(lanes, "lanes"));
    firstSteps = firstSteps == null ? null : List.copyOf(firstSteps);
  }

  /** A training of a network, which has no word vectors. */
  public StrategyRun(
      String strategy,
      int workers,
      int shards,
      long seed,
      long samples,
      long updates,
      double seconds,
      double samplesPerSecond,
      double idleShare,
      Staleness staleness,
      Map<String, Double> validation,
      @Nullable Double targetPerplexity,
      @Nullable Double secondsToTarget,
      String weightsSha256,
      List<CurvePoint> curve,
      List<LaneTime> lanes,
      @Nullable Traffic traffic,
      @Nullable String divergence,
      @Nullable Double rate,
      @Nullable String optimiser,
      @Nullable String straggler,
      @Nullable List<String> firstSteps,
      @Nullable String source) {
    this(
        strategy,
        workers,
        shards,
        seed,
        samples,
        updates,
        seconds,
        samplesPerSecond,
        idleShare,
        staleness,
        validation,
        targetPerplexity,
        secondsToTarget,
        weightsSha256,
        curve,
        lanes,
        traffic,
        divergence,
        rate,
        optimiser,
        straggler,
        firstSteps,
        source,
        null);
  }

  /** The same with another target. */
  public StrategyRun with(@Nullable Double target, @Nullable Double seconds) {
    return new StrategyRun(
        strategy,
        workers,
        shards,
        seed,
        samples,
        updates,
        this.seconds,
        samplesPerSecond,
        idleShare,
        staleness,
        validation,
        target,
        seconds,
        weightsSha256,
        curve,
        lanes,
        traffic,
        divergence,
        rate,
        optimiser,
        straggler,
        firstSteps,
        source,
        words);
  }

  /** The same, told apart from those of other runs. */
  StrategyRun of(String run) {
    return with(firstSteps, run);
  }

  /** The same without what the workers did at first. */
  public StrategyRun withoutFirstSteps() {
    return with(null, source);
  }

  private StrategyRun with(@Nullable List<String> steps, @Nullable String run) {
    return new StrategyRun(
        strategy,
        workers,
        shards,
        seed,
        samples,
        updates,
        seconds,
        samplesPerSecond,
        idleShare,
        staleness,
        validation,
        targetPerplexity,
        secondsToTarget,
        weightsSha256,
        curve,
        lanes,
        traffic,
        divergence,
        rate,
        optimiser,
        straggler,
        steps,
        run,
        words);
  }

  /** What the training is called in tables and pictures. */
  String name() {
    return source == null ? strategy : strategy + " (" + source + ")";
  }

  /** Final perplexity on the validation split; NaN if it was not measured or is not a number. */
  public double perplexity() {
    Double value = validation.get(PERPLEXITY);
    return value == null ? Double.NaN : value;
  }

  /** How pushes travelled; empty where it is not known. */
  String codec() {
    return traffic == null ? "" : traffic.codec();
  }

  /** Was it stopped for it, or was a perplexity measured that is no longer a finite number? */
  public boolean diverged() {
    return divergence != null
        || (validation.containsKey(PERPLEXITY) && !Double.isFinite(perplexity()));
  }

  /** Samples of the lane that gave fewest; null if no lane is recorded. */
  @Nullable Long samplesOfSlowestLane() {
    return lanes.stream().map(LaneTime::samples).min(Long::compare).orElse(null);
  }

  /**
   * How stale the applied pushes were, in updates.
   *
   * @param histogram {@code histogram[k]} pushes were k updates stale
   */
  public record Staleness(double mean, long p99, long max, List<Long> histogram) {
    public Staleness {
      histogram = List.copyOf(requireNonNull(histogram, "staleness.histogram"));
    }
  }

  /**
   * What went over the wire, or would have: all frames of pushes and pulls with their answers.
   *
   * @param codec as set, e.g. {@code topk:0.001}
   * @param pushedRawBytes what pushes would have been as float32
   * @param pulledRawBytes what pulls would have been as float32
   * @param residualsLost how often what a worker had kept back was lost with its task
   */
  public record Traffic(
      String codec,
      long pushedBytes,
      long pushedRawBytes,
      long pulledBytes,
      long pulledRawBytes,
      long residualsLost) {
    public Traffic {
      requireNonNull(codec, "traffic.codec");
    }

    /** Does the codec make fewer bytes of floats? */
    boolean coded() {
      return !codec.equals("float32");
    }

    /** How many times fewer bytes than as float32. */
    double ratio() {
      return (double) (pushedRawBytes + pulledRawBytes) / (pushedBytes + pulledBytes);
    }

    /** The same of pushes alone. */
    double pushRatio() {
      return (double) pushedRawBytes / pushedBytes;
    }
  }

  /**
   * One evaluation.
   *
   * @param seconds wall clock since the training began, when the weights were cut
   * @param trainPerplexity over the samples since the point before; null at the first point
   * @param figures what else was measured on the validation split, by metrics' names, in the order
   *     in which it is shown; of most networks nothing
   */
  public record CurvePoint(
      double seconds,
      long samples,
      long updates,
      @Nullable Double trainPerplexity,
      double validationPerplexity,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> figures) {
    /** Keeps the order of figures; none is none. */
    public CurvePoint {
      figures =
          Collections.unmodifiableMap(
              new LinkedHashMap<>(requireNonNullElse(figures, Map.<String, Double>of())));
    }

    /** With nothing else that was measured. */
    public CurvePoint(
        double seconds,
        long samples,
        long updates,
        @Nullable Double trainPerplexity,
        double validationPerplexity) {
      this(seconds, samples, updates, trainPerplexity, validationPerplexity, Map.of());
    }
  }

  /**
   * Where a lane's time went, in seconds, and the samples that it gave.
   *
   * @param skipped batches that were left out, having come too late
   */
  public record LaneTime(
      int lane,
      long samples,
      long skipped,
      double computing,
      double waitingForCore,
      double straggling,
      double idle,
      double sending) {}
}
