package org.tengen.jobs;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.Control;
import org.tengen.driver.training.WordFootprint;
import org.tengen.driver.training.WordRun;
import org.tengen.driver.training.WordSettings;
import org.tengen.jobs.progress.ProgressPrinter;
import org.tengen.jobs.settings.TypedSettings;
import org.tengen.jobs.settings.WordTypes;
import org.tengen.web.report.RunResult;

/**
 * {@code tengen train word2vec}: word vectors in a run folder, from the first line to the report.
 */
final class Word2VecJob implements Job {
  private final Terminal terminal;
  private final ProgressPrinter printer;
  private final TrainingRun run;

  /**
   * The job in this process.
   *
   * @param stops given what to do when somebody first asks to stop, says whether somebody has
   */
  Word2VecJob(Terminal terminal, Function<Runnable, BooleanSupplier> stops) {
    this.terminal = terminal;
    this.printer =
        ProgressPrinter.ofWords(
            terminal.out(), terminal.rewrites(), terminal.columns(), System::nanoTime);
    this.run = new TrainingRun(terminal, stops, printer);
  }

  @Override
  public int run(Order order) throws InterruptedException {
    TypedSettings typed = new TypedSettings(order.values());
    WordSettings settings = WordTypes.settings(order.values(), new SparkConf(false));
    if (order.dryRun()) {
      terminal.out().print(dryRun(settings, typed));
      terminal.out().flush();
      return ExitCode.DONE;
    }
    return run.over(
        order, typed, line(settings), (folder, control) -> train(order, typed, folder, control));
  }

  private static String line(WordSettings settings) {
    return "%s, %s, %d dimensions, %s, %d workers, %d shards, seed %d"
        .formatted(
            settings.text().corpus(),
            settings.model().sg() ? "skip-gram" : "CBOW",
            settings.model().vectorSize(),
            settings.lanes().strategy(),
            settings.lanes().workers(),
            settings.lanes().shards(),
            settings.seed());
  }

  /** Returns where the report is. */
  private String train(Order order, TypedSettings typed, RunFolder folder, Control control)
      throws InterruptedException {
    try (JavaSparkContext spark = SparkStart.start(TrainingRun.name(order), typed.slots())) {
      RunRecord record = RunFolders.recordWithoutEngine(order, folder, TrainingRun.cluster(spark));
      WordSettings settings = WordTypes.settings(order.values(), spark.getConf());
      RunResult result;
      try {
        result =
            new WordRun(
                    spark,
                    folder,
                    control,
                    left -> folder.write(RunRecord.FILE, record.with(left).json()))
                .run(settings, record.blank());
      } finally {
        printer.clear();
      }
      String report = RunFolders.conclude(terminal, result, folder);
      terminal.say("vectors: " + folder.place() + "/" + settings.keeping().format().file());
      return report;
    }
  }

  private static String dryRun(WordSettings settings, TypedSettings typed) {
    boolean local =
        typed.master().map(url -> url.startsWith("local[") || url.equals("local")).orElse(true);
    WordFootprint most = new WordFootprint(settings, settings.text().maxVocabulary());
    boolean alone = settings.alone(local);
    String shards =
        alone
            ? "none: one worker trains on the tables themselves"
            : settings.lanes().shards()
                + (settings.wire().place() instanceof ShardPlace.Driver || local
                    ? " in the driver's JVM"
                    : " away from the driver");
    return """
        placement
          shards         %s
          workers        %d %s
          tables         %s at most, for the %,d words that vocabulary allows
        memory
          driver         %s at most of a heap of %s
          a worker       %s at most
        nothing was started or written
        """
        .formatted(
            shards,
            settings.lanes().workers(),
            local ? "in the driver's JVM" : "on executors of " + typed.master().orElse(""),
            mb(most.tableBytes()),
            settings.text().maxVocabulary(),
            mb(most.driverBytes(local, alone)),
            mb(Runtime.getRuntime().maxMemory()),
            mb(most.laneBytes()));
  }

  private static String mb(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / (double) (1 << 20));
  }
}
