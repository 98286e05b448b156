package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Launch;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.run.MetricsLog;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.checkpoint.Checkpoint;
import org.tengen.ps.checkpoint.Checkpoints;
import org.tengen.ps.checkpoint.WeightsFile;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.ImageListener;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.StrategyRun.CurvePoint;
import scala.Tuple2;

/**
 * One training of the next-word network under one strategy, in a run folder. A folder that holds
 * checkpoints is gone on from.
 */
public final class NextWordTraining {
  private static final String CHECKPOINTS = "checkpoints";

  /** Enough for a long run, and so few that executors that always die end it. */
  private static final int MOST_LOST = 32;

  private static final String WEIGHTS = "weights.f32";

  private final JavaSparkContext spark;
  private final NextWordData data;
  private final Control control;

  /**
   * What a training came to.
   *
   * @param workers what the workers of the last session said of themselves, each name's distinct
   *     values
   */
  public record Trained(StrategyRun figures, Map<String, String> workers) {}

  /** The perplexity whose first moment is looked for, once the curve is known. */
  @FunctionalInterface
  public interface TargetOf {
    /** That perplexity; null for none. */
    @Nullable Double perplexity(List<CurvePoint> curve, long samples);
  }

  /** A training of {@code data} on {@code spark}. */
  public NextWordTraining(JavaSparkContext spark, NextWordData data, Control control) {
    this.spark = spark;
    this.data = data;
    this.control = control;
  }

  /**
   * Trains to the end of the budget. Where Spark can start lost shards again, all lanes and shards
   * go back to the newest checkpoint, which is a cut that any strategy can go on from.
   *
   * @throws StoppedResumable when it was asked to stop, after a checkpoint
   * @throws org.tengen.ps.server.RunFailedException when it cannot go on
   */
  public Trained train(TrainingSettings settings, RunFolder folder, TargetOf target)
      throws InterruptedException {
    Checkpoints checkpoints =
        new Checkpoints(folder.store(), CHECKPOINTS, settings.watching().keepCheckpoints());
    int lost = 0;
    while (true) {
      try {
        return session(settings, folder, checkpoints, target);
      } catch (ShardLostException e) {
        boolean starts = settings.wire().place() instanceof ShardPlace.Executors;
        String goesOn = e.getMessage() + "; " + whole(folder, checkpoints);
        if (!starts || ++lost > MOST_LOST) {
          throw new StoppedResumable(goesOn + ": go on with --resume");
        }
        control.notice(goesOn + ": all go on from there");
      } catch (WrongSetting e) {
        if (lost == 0) {
          throw e;
        }
        throw new StoppedResumable(e.getMessage() + ": go on with --resume");
      }
    }
  }

  /** From where a run goes on whose shards are lost. */
  private static String whole(RunFolder folder, Checkpoints checkpoints) {
    try {
      return checkpoints
          .newest()
          .map(
              checkpoint ->
                  "%s/%s/%s is whole".formatted(folder.place(), CHECKPOINTS, checkpoint.name()))
          .orElse("there is no checkpoint, but the beginning");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trained session(
      TrainingSettings settings, RunFolder folder, Checkpoints checkpoints, TargetOf target)
      throws InterruptedException {
    Optional<Checkpoint> from = newest(checkpoints);
    long done = from.map(checkpoint -> checkpoint.image().samples()).orElse(0L);
    List<JsonNode> kept =
        folder.readMetrics().stream()
            .filter(line -> line.path("samples").asLong() <= done)
            .toList();
    EarlierSessions earlier =
        from.map(checkpoint -> EarlierSessions.of(checkpoint.facts())).orElse(EarlierSessions.NONE);
    try (MetricsLog metrics = folder.metrics(kept);
        Evaluation evaluation = new Evaluation(data.network(), data.corpus().validation())) {
      TrainingLog log = new TrainingLog(settings.lanes(), metrics, kept, earlier);
      TrainingPlan plan = TrainingPlan.of(settings, data, evaluation.replica());
      RunImage image = from.map(Checkpoint::image).orElseGet(() -> plan.initial(evaluation));
      Session session = new Session(settings, folder, checkpoints, evaluation, log, plan);
      return session.run(image, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Checkpoint> newest(Checkpoints checkpoints) {
    try {
      Optional<Checkpoint> newest = checkpoints.newest();
      newest.ifPresent(checkpoint -> checkpoint.damaged().forEach(control::notice));
      return newest;
    } catch (IOException e) {
      throw new WrongSetting("resume: " + e.getMessage(), e);
    }
  }

  /** One session of a training: from an image to the end, or to a stop. */
  private final class Session implements Launch.Watch {
    private final TrainingSettings settings;
    private final RunFolder folder;
    private final Checkpoints checkpoints;
    private final Evaluation evaluation;
    private final TrainingLog log;
    private final TrainingPlan plan;

    /** What became of shards that were lost with their hosts. */
    private final List<String> moved = new ArrayList<>();

    /** Written by the driver's thread, read by the images' too. */
    private volatile EarlierSessions soFar;

    Session(
        TrainingSettings settings,
        RunFolder folder,
        Checkpoints checkpoints,
        Evaluation evaluation,
        TrainingLog log,
        TrainingPlan plan) {
      this.settings = settings;
      this.folder = folder;
      this.checkpoints = checkpoints;
      this.evaluation = evaluation;
      this.log = log;
      this.plan = plan;
      this.soFar = log.earlier();
    }

    Trained run(RunImage from, TargetOf target) throws InterruptedException, IOException {
      JavaRDD<Tuple2<Long, int[]>> partitions = data.corpus().partitions().map(record -> record);
      NextWordProgram program =
          new NextWordProgram(data.network(), settings.learning().batch(), plan.loop());
      ImageListener images = this::onImage;
      Launch.Outcome outcome =
          new Launch<>(spark, plan.launch(), partitions, program).run(from, images, this);
      Statistics whole = log.earlier().and(outcome.statistics());
      double seconds = log.earlier().seconds() + outcome.seconds();
      soFar = EarlierSessions.upTo(seconds, whole);
      String checkpoint = write(outcome.image(), seconds);
      if (!outcome.finished()) {
        throw new StoppedResumable(
            "stopped at %d of %d samples; %s is whole: go on with --resume"
                .formatted(outcome.image().samples(), plan.samples(), checkpoint));
      }
      float[] weights = plan.weights(outcome.image());
      String sha256 = WeightsFile.write(folder.store(), WEIGHTS, weights);
      List<CurvePoint> curve = log.curve();
      TrainingFigures.Worth worth =
          new TrainingFigures.Worth(
              evaluation.perplexity(weights), target.perplexity(curve, whole.samples()), sha256);
      Map<String, String> facts = new LinkedHashMap<>(WorkerFacts.distinct(whole.lanes()));
      if (!moved.isEmpty()) {
        facts.put("moved", String.join("; ", moved));
      }
      return new Trained(TrainingFigures.of(settings, seconds, whole, curve, worth), facts);
    }

    @Override
    public void onStart(long nowNs) {
      log.start(nowNs);
    }

    @Override
    public void onMoved(String line) {
      moved.add(line);
      control.notice(line);
    }

    @Override
    public boolean onLook(Statistics statistics) {
      long now = System.nanoTime();
      Statistics whole = log.earlier().and(statistics);
      soFar = EarlierSessions.upTo(log.seconds(now), whole);
      log.look(whole, now);
      control.progress(
          new TrainingProgress(
              settings.lanes().strategy().name(),
              control.run(),
              control.runs(),
              plan.samples(),
              statistics.samples(),
              log.seconds(now),
              log.progressPerplexity(),
              whole.totals().idleShare(),
              whole.staleness().mean()));
      return !control.stopRequested();
    }

    private void onImage(RunImage image, long takenNs) throws IOException {
      if (image.kind() == ImageKind.CHECKPOINT) {
        write(image, log.seconds(takenNs));
      } else {
        log.addPoint(image, takenNs, evaluation.perplexity(plan.weights(image)));
      }
    }

    private synchronized String write(RunImage image, double seconds) throws IOException {
      Map<String, String> facts = new LinkedHashMap<>(soFar.at(seconds).facts());
      facts.put("strategy", settings.lanes().strategy().name());
      facts.put("seed", Long.toString(settings.seed()));
      String name = checkpoints.write(image, facts);
      return folder.place() + "/" + CHECKPOINTS + "/" + name;
    }
  }
}
