package org.tengen.jobs;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.launch.Attended;
import org.tengen.driver.launch.Slots;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.BoardModel;
import org.tengen.driver.training.Control;
import org.tengen.driver.training.Footprint;
import org.tengen.driver.training.NetworkRuns;
import org.tengen.driver.training.Room;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.jobs.progress.ProgressPrinter;
import org.tengen.jobs.settings.JobName;
import org.tengen.jobs.settings.TypedSettings;
import org.tengen.models.Engine;
import org.tengen.web.report.RunResult;

/**
 * {@code tengen train next-word}, {@code tengen train lm}, {@code tengen train go} and {@code
 * tengen compare}: trainings of a network in one run folder, from the first line to the report.
 */
final class NetworkJob implements Job {
  private final Terminal terminal;
  private final ProgressPrinter printer;
  private final TrainingRun run;

  /**
   * The job in this process.
   *
   * @param stops given what to do when somebody first asks to stop, says whether somebody has
   */
  NetworkJob(Terminal terminal, Function<Runnable, BooleanSupplier> stops) {
    this.terminal = terminal;
    this.printer =
        new ProgressPrinter(
            terminal.out(), terminal.rewrites(), terminal.columns(), System::nanoTime);
    this.run = new TrainingRun(terminal, stops, printer);
  }

  @Override
  public int run(Order order) throws InterruptedException {
    TypedSettings settings = new TypedSettings(order.values());
    List<TrainingSettings> trainings = settings.trainings();
    if (order.dryRun()) {
      terminal.out().print(DryRun.text(trainings, settings.master()));
      terminal.out().flush();
      return ExitCode.DONE;
    }
    return run.over(
        order,
        settings,
        TrainingsLine.of(trainings, "workers"),
        (folder, control) -> train(order, settings, folder, control));
  }

  /** Returns where the report is. */
  private String train(Order order, TypedSettings settings, RunFolder folder, Control control)
      throws InterruptedException {
    try (JavaSparkContext spark = SparkStart.start(TrainingRun.name(order), settings.slots())) {
      RunRecord record = RunFolders.record(order, folder, TrainingRun.cluster(spark));
      requireMemory(settings, spark, control);
      RunResult result;
      try {
        result =
            new NetworkRuns(
                    spark,
                    folder,
                    control,
                    left -> folder.write(RunRecord.FILE, record.with(left).json()))
                .run(settings.trainings(spark.getConf()), record.blank());
      } finally {
        printer.clear();
      }
      String report = RunFolders.conclude(terminal, result, folder);
      if (order.values().job() == JobName.TRAIN_GO) {
        terminal.say("model: " + folder.place() + "/" + BoardModel.FOLDER);
      }
      return report;
    }
  }

  /** Executors are there before they are looked at: their number of workers is theirs to say. */
  private static void requireMemory(TypedSettings settings, JavaSparkContext spark, Control control)
      throws InterruptedException {
    boolean local = spark.isLocal();
    SparkConf conf = spark.getConf();
    List<TrainingSettings> trainings = settings.trainings();
    for (TrainingSettings training : trainings) {
      boolean tcp = !training.wire().direct() || !local;
      Footprint.of(training, Engine.load())
          .requireDriver(
              Room.ofDriver(conf),
              local ? training.lanes().workers() : 0,
              tcp ? training.lanes().workers() : 0);
    }
    if (!local) {
      Duration deadline = trainings.get(0).wire().startDeadline();
      new Attended(spark, "waiting for executors", deadline, control::stopRequested)
          .run(
              () -> {
                int shards = settings.slots() - settings.workers();
                int together =
                    trainings.stream().mapToInt(t -> t.lanes().together()).max().orElseThrow();
                Slots.await(spark.sc(), together, shards, deadline);
                return null;
              });
      int slots = Slots.perExecutor(spark.sc());
      for (TrainingSettings training : trainings) {
        Footprint.of(training, Engine.load())
            .requireExecutor(Room.ofExecutor(conf), training.lanes().workers(), slots);
      }
    }
  }
}
