package org.tengen.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.TextSource;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.driver.training.Control;
import org.tengen.driver.training.Room;
import org.tengen.driver.training.SimulatedTraining;
import org.tengen.driver.training.SimulationFootprint;
import org.tengen.driver.training.SimulationSettings;
import org.tengen.jobs.progress.ProgressPrinter;
import org.tengen.jobs.settings.TypedSettings;
import org.tengen.models.Engine;
import org.tengen.web.report.RunResult;

/**
 * {@code tengen simulate}: one training with simulated workers, whose run folder is like any other
 * and whose seconds are virtual.
 */
final class SimulateJob implements Job {
  private final Terminal terminal;
  private final Function<Runnable, BooleanSupplier> stops;
  private final ProgressPrinter printer;

  /**
   * The job in this process.
   *
   * @param stops given what to do when somebody first asks to stop, says whether somebody has
   */
  SimulateJob(Terminal terminal, Function<Runnable, BooleanSupplier> stops) {
    this.terminal = terminal;
    this.stops = stops;
    this.printer =
        new ProgressPrinter(
            terminal.out(), terminal.rewrites(), terminal.columns(), System::nanoTime);
  }

  @Override
  public int run(Order order) throws IOException {
    TypedSettings typed = new TypedSettings(order.values());
    SimulationSettings settings = typed.simulation();
    SimulationFootprint footprint = SimulationFootprint.of(settings, Engine.load());
    if (order.dryRun()) {
      terminal.out().print(text(settings, footprint));
      terminal.out().flush();
      return ExitCode.DONE;
    }
    int workers = settings.training().lanes().workers();
    footprint.require(Room.ofDriver(new SparkConf(false)), workers);
    Optional<RunFolder> measured = measured(settings);
    String corpus = settings.training().text().corpus();
    TextSource source = EncodedCorpus.source(corpus, RunFolders.hadoop());
    RunFolder folder = RunFolders.create(order.values().job(), typed.out());
    boolean began = false;
    Path partitions = Files.createTempDirectory("tengen-simulate-");
    try {
      terminal.say(firstLine(settings));
      terminal.say("run folder: " + folder.place());
      RunRecord record = RunRecord.begin(order.values(), RunRecord.versions(Map.of()));
      folder.write(RunRecord.FILE, record.json());
      RunResult result =
          new SimulatedTraining(settings, folder, control())
              .run(source, measured, partitions, record.blank());
      began = true;
      printer.clear();
      RunFolders.conclude(terminal, result, folder);
      return ExitCode.DONE;
    } catch (WrongSetting | CorpusException e) {
      RunFolders.discardUnless(began, folder);
      throw e;
    } finally {
      printer.clear();
      delete(partitions);
    }
  }

  private Control control() {
    BooleanSupplier stop =
        stops.apply(() -> terminal.err().println("stopping; again stops at once"));
    return new Control(
        1,
        1,
        printer,
        stop,
        line -> {
          printer.clear();
          terminal.say(line);
        });
  }

  /** The run that steps are drawn from, if one is. */
  private static Optional<RunFolder> measured(SimulationSettings settings) {
    return settings.step() instanceof SimulationSettings.Step.Measured from
        ? Optional.of(RunFolders.ended("step-time=from", from.run()))
        : Optional.empty();
  }

  private static String firstLine(SimulationSettings settings) {
    return "tengen simulate: %s, %s, %,d simulated workers, %d shards, seed %d"
        .formatted(
            settings.training().text().corpus(),
            settings.training().lanes().strategy().name(),
            settings.training().lanes().workers(),
            settings.training().lanes().shards(),
            settings.training().seed());
  }

  private static String text(SimulationSettings settings, SimulationFootprint footprint) {
    return """
        simulated
          workers        %,d in one thread
          parameters     %,d at most
        memory under %s
          heap           %s of %s: server %s, workers %s, images %s
          outside it     arrays %s
        nothing was started or written
        """
        .formatted(
            settings.training().lanes().workers(),
            footprint.parameters(),
            settings.training().lanes().strategy().name(),
            mb(footprint.heapBytes()),
            mb(Runtime.getRuntime().maxMemory()),
            mb(footprint.serverBytes()),
            mb(footprint.lanesBytes()),
            mb(footprint.imagesBytes()),
            mb(footprint.replicas().offHeapBytes()));
  }

  private static String mb(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / (double) (1 << 20));
  }

  /** Files that are mapped are gone from the folder at once, and from the disk with their map. */
  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walked = Files.walk(folder)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
