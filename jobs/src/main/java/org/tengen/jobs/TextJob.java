package org.tengen.jobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.CorpusException;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Attended;
import org.tengen.driver.launch.Slots;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.Control;
import org.tengen.driver.training.Footprint;
import org.tengen.driver.training.Room;
import org.tengen.driver.training.TextRuns;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.jobs.progress.ProgressPrinter;
import org.tengen.jobs.settings.TypedSettings;
import org.tengen.models.Engine;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.report.RunResult;

/**
 * {@code tengen train next-word}, {@code tengen train lm} and {@code tengen compare}: trainings of
 * a network on text in one run folder, from the first line to the report.
 */
final class TextJob implements Job {
  private final Terminal terminal;
  private final Function<Runnable, BooleanSupplier> stops;
  private final ProgressPrinter printer;

  /**
   * The job in this process.
   *
   * @param stops given what to do when somebody first asks to stop, says whether somebody has
   */
  TextJob(Terminal terminal, Function<Runnable, BooleanSupplier> stops) {
    this.terminal = terminal;
    this.stops = stops;
    this.printer =
        new ProgressPrinter(
            terminal.out(), terminal.rewrites(), terminal.columns(), System::nanoTime);
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
    SparkMaster.choose(settings.master());
    BooleanSupplier stop =
        stops.apply(
            () -> terminal.err().println("stopping after a checkpoint; again stops at once"));
    RunFolder folder = RunFolders.of(order, settings.out());
    AtomicBoolean began = new AtomicBoolean(order.resume().isPresent());
    try {
      terminal.say(name(order) + ": " + TrainingsLine.of(settings.trainings(), "workers"));
      terminal.say("run folder: " + folder.place());
      Watching.open(settings.pagePort(), order.values().job().words(), folder.place(), terminal)
          .over(feed -> train(order, settings, folder, control(began, stop, feed)));
      return ExitCode.DONE;
    } catch (WrongSetting | CorpusException e) {
      RunFolders.discardUnless(began.get(), folder);
      throw e;
    } catch (StoppedResumable e) {
      throw new StoppedResumable(e.getMessage() + " " + folder.place());
    }
  }

  private static String name(Order order) {
    return "tengen " + order.values().job().words();
  }

  /** Returns where the report is. */
  private String train(Order order, TypedSettings settings, RunFolder folder, Control control)
      throws InterruptedException {
    try (JavaSparkContext spark = SparkStart.start(name(order), settings.slots())) {
      Map<String, String> cluster = new LinkedHashMap<>();
      cluster.put("spark", spark.version());
      cluster.put("master", spark.master());
      RunRecord record = RunFolders.record(order, folder, cluster);
      requireMemory(settings, spark, control);
      RunResult result;
      try {
        result =
            new TextRuns(
                    spark,
                    folder,
                    control,
                    left -> folder.write(RunRecord.FILE, record.with(left).json()))
                .run(settings.trainings(spark.getConf()), record.blank());
      } finally {
        printer.clear();
      }
      return RunFolders.conclude(terminal, result, folder);
    }
  }

  private Control control(AtomicBoolean began, BooleanSupplier stop, LiveFeed feed) {
    return new Control(
        1,
        1,
        progress -> {
          if (progress.samples() > 0) {
            began.set(true);
          }
          printer.onProgress(progress);
        },
        stop,
        line -> {
          printer.clear();
          terminal.say(line);
        },
        feed);
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
