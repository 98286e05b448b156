package org.tengen.driver.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextSource;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.RunResult;

/**
 * One simulated training, or a comparison of several; see {@link NetworkRuns} for those on
 * machines, whose folders and results look the same.
 */
public final class SimulatedRuns {
  private final RunFolder folder;
  private final Control control;
  private final Configuration hadoop;
  private final SkippedRecords skipped;

  /**
   * Simulates in {@code folder}.
   *
   * @param control its progress is in this machine's time, so that a person sees how long it goes
   *     on
   */
  public SimulatedRuns(RunFolder folder, Control control) {
    this(folder, control, new Configuration(), any -> {});
  }

  /**
   * The same.
   *
   * @param hadoop opens the file of a tokenizer's merges
   * @param skipped receives the records that were left out, if any were
   */
  public SimulatedRuns(
      RunFolder folder, Control control, Configuration hadoop, Consumer<Skipped> skipped) {
    this.folder = folder;
    this.control = control;
    this.hadoop = hadoop;
    this.skipped = new SkippedRecords(control, skipped);
  }

  /**
   * Trains as each of {@code simulations} says, which share corpus and network.
   *
   * @param source the text
   * @param measured the folder of the run whose timings are drawn from, where one is
   * @param partitions an empty folder of this machine, for as long as this runs
   * @param blank what the result says beside the figures
   * @throws org.tengen.driver.StoppedResumable when it was asked to stop
   * @throws org.tengen.driver.TrainingDiverged when the only training did, after the report
   */
  public RunResult run(
      List<SimulationSettings> simulations,
      TextSource source,
      Optional<RunFolder> measured,
      Path partitions,
      RunResult blank)
      throws InterruptedException {
    Optional<MeasuredRun> timings = measured.map(MeasuredRun::of);
    timings.ifPresent(run -> control.notice(run.line()));
    List<TrainingSettings> trainings =
        simulations.stream().map(SimulationSettings::training).toList();
    SimulatedTexts texts =
        new SimulatedTexts(source, partitions, trainings, new RunTokenizer(folder, hadoop));
    return new Comparison(folder, blank, control::notice)
        .run(
            trainings,
            (index, own, target) -> {
              SimulatedTexts.Text text = texts.take(trainings.get(index));
              skipped.tell("corpus=" + source.name(), text.corpus().skipped());
              Control one = control.of(index + 1, simulations.size());
              try (EventFiles events =
                  new EventFiles(folder, trainings.get(index), trainings, one)) {
                return new SimulatedTraining(simulations.get(index), own, events.control())
                    .train(text, timings, target);
              } finally {
                texts.letGo(trainings.get(index));
              }
            });
  }
}
