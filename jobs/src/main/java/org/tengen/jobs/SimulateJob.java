package org.tengen.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.driver.training.Control;
import org.tengen.driver.training.Room;
import org.tengen.driver.training.SimulatedRuns;
import org.tengen.driver.training.SimulationFootprint;
import org.tengen.driver.training.SimulationSettings;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.jobs.progress.ProgressPrinter;
import org.tengen.jobs.settings.TypedSettings;
import org.tengen.models.Engine;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.report.RunResult;

/**
 * {@code tengen simulate}: a training with simulated workers, or a comparison of several, whose run
 * folder is like any other and whose seconds are virtual.
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
  public int run(Order order) throws IOException, InterruptedException {
    TypedSettings typed = new TypedSettings(order.values());
    List<SimulationSettings> simulations = typed.simulations();
    List<TrainingSettings> trainings = trainings(simulations);
    Map<String, SimulationSettings> kinds = new LinkedHashMap<>();
    simulations.forEach(each -> kinds.putIfAbsent(DryRun.kind(each.training(), trainings), each));
    if (order.dryRun()) {
      terminal.out().print(firstLine(simulations) + "\n");
    }
    for (SimulationSettings settings : kinds.values()) {
      SimulationFootprint footprint = SimulationFootprint.of(settings, Engine.load());
      if (order.dryRun()) {
        terminal.out().print(text(settings, footprint));
      } else {
        int workers = settings.training().lanes().workers();
        footprint.require(Room.ofDriver(new SparkConf(false)), workers);
      }
    }
    if (order.dryRun()) {
      terminal.out().print("nothing was started or written\n");
      terminal.out().flush();
      return ExitCode.DONE;
    }
    SimulationSettings first = simulations.get(0);
    Optional<RunFolder> measured = measured(first);
    TextSource source =
        EncodedCorpus.source(first.training().subject().source(), RunFolders.hadoop());
    RunFolder folder = RunFolders.of(order, typed.out());
    Path partitions = Files.createTempDirectory("tengen-simulate-");
    try {
      terminal.say(firstLine(simulations));
      terminal.say("run folder: " + folder.place());
      Watching.open(typed.pagePort(), order.values().job().words(), folder.place(), terminal)
          .over(
              feed -> {
                RunRecord record = RunFolders.record(order, folder, Map.of());
                RunResult result =
                    new SimulatedRuns(
                            folder,
                            control(feed),
                            RunFolders.hadoop(),
                            left -> folder.write(RunRecord.FILE, record.with(left).json()))
                        .run(simulations, source, measured, partitions, record.blank());
                printer.clear();
                return RunFolders.conclude(terminal, result, folder);
              });
      return ExitCode.DONE;
    } catch (WrongSetting | CorpusException e) {
      RunFolders.discardUnless(order.resume().isPresent(), folder);
      throw e;
    } catch (StoppedResumable e) {
      throw new StoppedResumable(e.getMessage() + " " + folder.place());
    } finally {
      printer.clear();
      delete(partitions);
    }
  }

  private Control control(LiveFeed feed) {
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
        },
        feed);
  }

  /** The run that steps are drawn from, if one is. */
  private static Optional<RunFolder> measured(SimulationSettings settings) {
    return settings.step() instanceof SimulationSettings.Step.Measured from
        ? Optional.of(RunFolders.ended("step-time=from", from.run()))
        : Optional.empty();
  }

  private static String firstLine(List<SimulationSettings> simulations) {
    return "tengen simulate: " + TrainingsLine.of(trainings(simulations), "simulated workers");
  }

  private static List<TrainingSettings> trainings(List<SimulationSettings> simulations) {
    return simulations.stream().map(SimulationSettings::training).toList();
  }

  private static String text(SimulationSettings settings, SimulationFootprint footprint) {
    return """
        simulated
          workers        %,d in one thread
          parameters     %,d at most
        memory under %s
          heap           %s of %s: server %s, workers %s, images %s
          outside it     arrays %s
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
