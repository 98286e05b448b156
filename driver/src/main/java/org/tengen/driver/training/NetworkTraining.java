package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.run.MetricsLog;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.TrainingSettings.Diverging.Reaction;
import org.tengen.ps.checkpoint.Checkpoint;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.ShardLostException;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.worker.divergence.Divergence;
import org.tengen.worker.divergence.LossWatch;

/**
 * One training of a network under one strategy, in a run folder. A folder that holds checkpoints is
 * gone on from.
 */
public final class NetworkTraining {
  /** Enough for a long run, and so few that executors that always die end it. */
  private static final int MOST_LOST = 32;

  /** A rate a thousand times too high is found out, and a training that never fits ends. */
  private static final int MOST_LOWERED = 10;

  private final JavaSparkContext spark;
  private final TrainingData data;
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
  public NetworkTraining(JavaSparkContext spark, TrainingData data, Control control) {
    this.spark = spark;
    this.data = data;
    this.control = control;
  }

  /**
   * Trains to the end of the budget, or until it diverges. Where Spark can start lost shards again,
   * all lanes and shards go back to the newest checkpoint, which is a cut that any strategy can go
   * on from; and so does a training that has diverged, at half the rate, where that is set.
   *
   * @return its figures, which say so if it has diverged
   * @throws StoppedResumable when it was asked to stop, after a checkpoint
   * @throws org.tengen.ps.server.RunFailedException when it cannot go on
   */
  public Trained train(TrainingSettings settings, RunFolder folder, TargetOf target)
      throws InterruptedException {
    Kept kept = new Kept(folder, settings.watching().keepCheckpoints());
    int lost = 0;
    while (true) {
      try {
        TrainingSession.Ended ended = session(settings, kept, target);
        Divergence divergence = ended.divergence();
        if (divergence == null) {
          return with(kept.lowered(), ended.trained());
        }
        kept.dropAfter(divergence.soundSamples());
        boolean lower = settings.watching().diverging().reaction() == Reaction.LOWER;
        if (!lower || kept.halvings() >= MOST_LOWERED) {
          return with(kept.lowered(), ended.trained());
        }
        control.notice(lower(settings, kept, ended.trained()));
      } catch (ShardLostException e) {
        boolean starts = settings.wire().place() instanceof ShardPlace.Executors;
        kept.dropAfter(Long.MAX_VALUE);
        String goesOn = e.getMessage() + "; " + kept.whole();
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

  /** Halves the rate of what follows; says so in one line. */
  private static String lower(TrainingSettings settings, Kept kept, Trained diverged) {
    String why =
        "%s; %s: goes on from there at rate %s"
            .formatted(
                diverged.figures().divergence(),
                kept.whole(),
                settings.halved(kept.halvings() + 1).learning().rate());
    kept.halve(why);
    return why;
  }

  private static Trained with(List<String> lowered, Trained trained) {
    Map<String, String> workers = new LinkedHashMap<>(trained.workers());
    if (!lowered.isEmpty()) {
      workers.put("rate lowered", String.join("; ", lowered));
    }
    return new Trained(trained.figures(), workers);
  }

  private TrainingSession.Ended session(TrainingSettings settings, Kept kept, TargetOf target)
      throws InterruptedException {
    Optional<Checkpoint> from = kept.newest();
    from.ifPresent(checkpoint -> checkpoint.damaged().forEach(control::notice));
    TrainingSettings now = settings.halved(kept.halvings());
    LossWatch.Best best =
        BestLoss.of(from.map(Checkpoint::facts).orElse(Map.of()), data.guessing());
    long done = from.map(checkpoint -> checkpoint.image().samples()).orElse(0L);
    List<JsonNode> lines =
        kept.folder().readMetrics().stream()
            .filter(line -> TrainingLog.staysAfterGoingBackTo(done, line))
            .toList();
    EarlierSessions earlier =
        from.map(checkpoint -> EarlierSessions.of(checkpoint.facts())).orElse(EarlierSessions.NONE);
    try (MetricsLog metrics = kept.folder().metrics(lines);
        Evaluation<?> evaluation = data.evaluation()) {
      TrainingLog log = new TrainingLog(now.lanes(), metrics, lines, earlier);
      TrainingPlan plan = TrainingPlan.of(now, data.trainingSamples(), evaluation.replica());
      RunImage image = from.map(Checkpoint::image).orElseGet(() -> plan.initial(evaluation));
      return new TrainingSession(now, best, kept, evaluation, log, plan, control)
          .run(
              data.launch(spark, plan.launch(control.which()), now.learning().batch(), plan.loop()),
              image,
              target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
