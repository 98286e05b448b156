package org.tengen.driver.training;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.text.Skipped;
import org.tengen.driver.launch.Attended;
import org.tengen.driver.launch.Slots;
import org.tengen.driver.metrics.TengenPlugin;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.RunResult;

/**
 * One training, or the comparison of several: strategies, rates, seeds and scenarios, one after the
 * other. What is compared begins with the same weights and goes over the same partitions to the
 * same budget of samples. Ends with result and report in the run's folder; a comparison that is
 * resumed goes on behind the trainings that are finished.
 */
public final class NetworkRuns {
  private final JavaSparkContext spark;
  private final RunFolder folder;
  private final Control control;
  private final SkippedRecords skipped;

  /** Runs in {@code folder}; what it holds of an earlier session is gone on from. */
  public NetworkRuns(JavaSparkContext spark, RunFolder folder, Control control) {
    this(spark, folder, control, any -> {});
  }

  /**
   * The same.
   *
   * @param skipped receives the records that were left out, if any were
   */
  public NetworkRuns(
      JavaSparkContext spark, RunFolder folder, Control control, Consumer<Skipped> skipped) {
    this.spark = spark;
    this.folder = folder;
    this.control = control;
    this.skipped = new SkippedRecords(control, skipped);
  }

  /**
   * Trains as each of {@code trainings} says, which share samples and network.
   *
   * @param blank what the result says beside the figures; its runs and figures are filled in
   * @throws org.tengen.driver.StoppedResumable when it was asked to stop, after a checkpoint
   * @throws org.tengen.driver.TrainingDiverged when the only training did, after the report
   */
  public RunResult run(List<TrainingSettings> trainings, RunResult blank)
      throws InterruptedException {
    Shared shared = new Shared();
    return new Comparison(folder, blank, control::notice)
        .run(
            trainings,
            (index, own, target) -> {
              TrainingSettings settings = trainings.get(index);
              TrainingData data = shared.of(settings);
              data.begin(own);
              Control one = control.of(index + 1, trainings.size()).and(TengenPlugin.feed());
              try (EventFiles events = new EventFiles(folder, settings, trainings, one)) {
                NetworkTraining.Trained trained =
                    new NetworkTraining(spark, data, events.control()).train(settings, own, target);
                data.end(own, trained.figures(), blank);
                return new Comparison.One(
                    trained.figures(),
                    data.unigramPerplexity(),
                    data.facts(SkippedRecords.in(trained.workers(), data.skipped())));
              }
            });
  }

  /** What trainings with as many workers and the same seed share; one at a time is held. */
  private final class Shared {
    private @Nullable TrainingData data;
    private @Nullable TrainingSettings of;

    TrainingData of(TrainingSettings settings) throws InterruptedException {
      TrainingData held = data;
      if (held == null
          || of == null
          || of.seed() != settings.seed()
          || of.lanes().workers() != settings.lanes().workers()) {
        held = read(settings);
        data = held;
        of = settings;
      }
      return held;
    }
  }

  /** Reads the samples, when there are slots to do it in. */
  private TrainingData read(TrainingSettings settings) throws InterruptedException {
    Duration deadline = settings.wire().startDeadline();
    Subject subject = settings.subject();
    String what = "reading " + subject.key() + " " + subject.source();
    TrainingData data =
        new Attended(spark, what, deadline, control::stopRequested)
            .run(
                () -> {
                  Slots.await(spark.sc(), settings.lanes().together(), deadline);
                  return subject.prepare(spark, settings, folder);
                });
    skipped.tell(subject.key() + "=" + subject.source(), data.skipped());
    return data;
  }
}
