package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.MetricsLog;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.Engine;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;
import org.tengen.worker.lab.Hardware;
import org.tengen.worker.lab.Network;

final class SimulatedTrainingTest {
  private static final SimulationSettings.Step TENTHS =
      new SimulationSettings.Step.LogNormal(100_000_000, 0.2);

  @TempDir static Path folder;
  private static SmallRuns runs;

  @BeforeAll
  static void start() throws IOException {
    runs = new SmallRuns(2, folder);
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  private static SimulationSettings simulated(
      TrainingSettings training, SimulationSettings.Step step) {
    return new SimulationSettings(
        training,
        step,
        new Network(500_000, 1.25e9),
        1,
        Hardware.ENOUGH,
        OptionalDouble.empty(),
        OptionalLong.empty());
  }

  private static TrainingSettings with(
      TrainingSettings settings, int workers, String straggler, long seed) {
    TrainingSettings.Lanes lanes = settings.lanes();
    return new TrainingSettings(
        settings.subject(),
        new TrainingSettings.Lanes(
            workers, lanes.shards(), lanes.strategy(), Straggler.parse(straggler)),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        seed);
  }

  private static StrategyRun simulate(String name, SimulationSettings settings, Control control)
      throws IOException {
    return simulate(name, settings, control, Optional.empty());
  }

  private static StrategyRun simulate(
      String name, SimulationSettings settings, Control control, Optional<RunFolder> measured)
      throws IOException {
    RunResult blank =
        new RunResult("simulate", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    Path partitions = Files.createDirectory(folder.resolve(name + "-partitions"));
    try {
      return new SimulatedRuns(runs.fresh(name), control)
          .run(
              List.of(settings),
              Corpora.local(runs.corpus().toString()),
              measured,
              partitions,
              blank)
          .runs()
          .get(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aComparisonGoesOnBehindWhatIsFinishedAndEndsInTheSameFigures() throws Exception {
    List<SimulationSettings> plan = new ArrayList<>();
    for (String strategy : List.of("bsp", "asp")) {
      for (long seed = 1; seed <= 2; seed++) {
        plan.add(simulated(with(runs.settings(strategy, 2, false), 4, "none", seed), TENTHS));
      }
    }
    RunResult whole = compare("whole", runs.fresh("plan-whole"), plan, SmallRuns.QUIET);
    RunFolder out = runs.fresh("plan-stopped");

    assertThatThrownBy(() -> compare("stopped", out, plan, SmallRuns.stoppedAt(3, 0)))
        .isInstanceOf(StoppedResumable.class);
    String first = out.folder("bsp-seed-1").read("result.json").orElseThrow();
    RunResult resumed = compare("resumed", out, plan, SmallRuns.QUIET);

    assertThat(out.folder("bsp-seed-1").read("result.json")).hasValue(first);
    assertThat(resumed.runs()).isEqualTo(whole.runs());
    assertThat(resumed.runs().get(2).targetPerplexity())
        .isNotNull()
        .isEqualTo(resumed.runs().get(0).targetPerplexity())
        .isNotEqualTo(resumed.runs().get(1).targetPerplexity());
    assertThat(out.read("report.md").orElseThrow()).contains("In this simulation ");
  }

  @Test
  void trainingsOfOneSeedReadTheTextOnceAndLeaveNothingBehind() throws Exception {
    List<SimulationSettings> plan = new ArrayList<>();
    for (String strategy : List.of("bsp", "asp")) {
      for (long seed = 1; seed <= 2; seed++) {
        plan.add(simulated(with(runs.settings(strategy, 2, false), 2, "none", seed), TENTHS));
      }
    }
    Counting source = new Counting(Corpora.local(runs.corpus().toString()), new AtomicInteger());
    Path partitions = Files.createDirectory(folder.resolve("partitions-counted"));
    RunResult blank =
        new RunResult("simulate", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    SimulatedRuns simulated = new SimulatedRuns(runs.fresh("plan-counted"), SmallRuns.QUIET);
    simulated.run(plan.subList(0, 1), source, Optional.empty(), partitions, blank);
    int ofOneSeed = source.opened.getAndSet(0);

    new SimulatedRuns(runs.fresh("plan-counted-whole"), SmallRuns.QUIET)
        .run(plan, source, Optional.empty(), partitions, blank);

    assertThat(ofOneSeed).isPositive();
    assertThat(source.opened).hasValue(2 * ofOneSeed);
    assertThat(partitions).isEmptyDirectory();
  }

  /** A source that counts how often a file of it is opened. */
  private record Counting(TextSource source, AtomicInteger opened) implements TextSource {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public List<TextFile> files() {
      return source.files();
    }

    @Override
    public InputStream open(String file) throws IOException {
      opened.incrementAndGet();
      return source.open(file);
    }
  }

  private static RunResult compare(
      String name, RunFolder out, List<SimulationSettings> plan, Control control) throws Exception {
    RunResult blank =
        new RunResult("simulate", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    return new SimulatedRuns(out, control)
        .run(
            plan,
            Corpora.local(runs.corpus().toString()),
            Optional.empty(),
            Files.createDirectory(folder.resolve("partitions-" + name)),
            blank);
  }

  private static String metrics(String name) throws IOException {
    return Files.readString(folder.resolve(name).resolve(MetricsLog.FILE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "asp:dc", "easgd:2"})
  void settingsAndSeedDecideEveryByteOfTheMetrics(String strategy) throws IOException {
    TrainingSettings training = runs.settings(strategy, 2, false);
    String name = "again-" + strategy.replaceAll("[^a-z]", "");
    String straggler = "any:5x@10%";

    simulate(name, simulated(with(training, 4, straggler, 1), TENTHS), SmallRuns.QUIET);
    simulate(name + "2", simulated(with(training, 4, straggler, 1), TENTHS), SmallRuns.QUIET);
    simulate(name + "3", simulated(with(training, 4, straggler, 2), TENTHS), SmallRuns.QUIET);

    assertThat(metrics(name)).contains("\"kind\":\"evaluation\"", "\"kind\":\"lane\"");
    assertThat(metrics(name + "2")).isEqualTo(metrics(name));
    assertThat(metrics(name + "3")).isNotEqualTo(metrics(name));
  }

  @Test
  void tellsTheFirstStepsOfEachWorkerInVirtualTime() throws IOException {
    TrainingSettings training = with(runs.settings("bsp", 2, false), 2, "0:3x", 1);

    StrategyRun run =
        simulate(
            "first-steps",
            simulated(training, new SimulationSettings.Step.Constant(100_000_000)),
            SmallRuns.QUIET);

    List<String> steps = Objects.requireNonNull(run.firstSteps());
    assertThat(steps).hasSize(2);
    assertThat(steps.get(0)).contains("computing 100.000, straggling 200.000");
    assertThat(steps.get(1))
        .contains("computing 100.000, sending 1.004, idle 200.000")
        .doesNotContain("straggling");
  }

  @Test
  void endsBehindABarrierInTheBitsOfATrainingOnSpark() throws Exception {
    TrainingSettings training = runs.settings("bsp", 2, false);

    StrategyRun real = runs.train("on-spark", training);
    StrategyRun simulated = simulate("alike", simulated(training, TENTHS), SmallRuns.QUIET);

    assertThat(simulated.weightsSha256()).isEqualTo(real.weightsSha256());
    assertThat(simulated.validation()).isEqualTo(real.validation());
    assertThat(simulated.updates()).isEqualTo(real.updates());
  }

  @Test
  void itsSecondsAreThoseOfTheWorkersAndItsFolderHasAReport() throws IOException {
    TrainingSettings training = runs.settings("asp", 2, false);
    SimulationSettings settings =
        simulated(training, new SimulationSettings.Step.Constant(50_000_000));

    StrategyRun figures = simulate("seconds", settings, SmallRuns.QUIET);

    // 400 steps of two workers, each 50 ms and four ways of half a millisecond
    assertThat(figures.seconds()).isBetween(200 * 0.052, 200 * 0.052 + 0.1);
    assertThat(figures.curve()).hasSize(5);
    assertThat(folder.resolve("seconds/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("seconds/weights.f32")).isNotEmptyFile();
  }

  @Test
  void drawsStepsAndSpeedsFromAnEarlierRun() throws Exception {
    TrainingSettings training = runs.settings("asp", 2, false);
    StrategyRun real = runs.train("measured", training);
    RunFolder measured = RunFolder.open(folder.resolve("measured").toString(), new Configuration());
    double computing = real.lanes().stream().mapToDouble(StrategyRun.LaneTime::computing).sum();

    MeasuredRun timings = MeasuredRun.of(measured);
    StrategyRun simulated =
        simulate(
            "from-measured",
            simulated(training, new SimulationSettings.Step.Measured("measured")),
            SmallRuns.QUIET,
            Optional.of(measured));

    assertThat(timings.steps()).hasSize(2);
    assertThat(timings.steps().stream().flatMap(List::stream).mapToLong(StepTimes::steps).sum())
        .isEqualTo(400);
    assertThat(timings.evaluationNs()).isPositive();
    assertThat(timings.serverBytesPerSecond()).isPositive().isFinite();
    double virtual = simulated.lanes().stream().mapToDouble(StrategyRun.LaneTime::computing).sum();
    assertThat(virtual / computing).isBetween(0.8, 1.2);
  }

  @Test
  void aRunWithoutStepsIsNothingToDrawFrom() {
    RunFolder empty = runs.fresh("nothing");

    assertThatThrownBy(() -> MeasuredRun.of(empty))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("its metrics have no steps of each worker; expected a whole run");
  }

  @Test
  void aComparisonIsNothingToDrawFromButOneOfItsTrainingsIs() throws Exception {
    RunFolder plan = runs.fresh("compared");
    runs.run(plan, SmallRuns.QUIET, runs.settings("asp", 2, false), runs.settings("bsp", 2, false));

    assertThatThrownBy(() -> MeasuredRun.of(plan))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "step-time=from:%s: is a comparison; expected the folder of one of its trainings, e.g."
                    .formatted(plan.place())
                + " from:"
                + plan.place()
                + "/asp");
    assertThat(MeasuredRun.of(plan.folder("asp")).steps()).hasSize(2);
  }

  @Test
  void everyLaneOfEveryIntervalIsInTheMetricsOfARealRunToo() throws Exception {
    runs.train("lanes", runs.settings("ssp:1", 2, false));

    List<JsonNode> lines =
        RunFolder.open(folder.resolve("lanes").toString(), new Configuration()).readMetrics();

    long steps = 0;
    for (JsonNode line : lines) {
      if (line.path("kind").asText().equals("lane")) {
        for (JsonNode count : line.path("stepTimes")) {
          steps += count.asLong();
        }
      }
    }
    assertThat(steps).isEqualTo(400);
    assertThat(lines).anySatisfy(line -> assertThat(line.path("cpu").asDouble()).isPositive());
  }

  @Test
  void stopsWhenAskedTo() {
    SimulationSettings settings = simulated(runs.settings("asp", 2, false), TENTHS);

    assertThatThrownBy(() -> simulate("stopped", settings, SmallRuns.stoppedAt(1, 1_000)))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageMatching(
            "stopped at 1\\d{3} of 6400 samples, which a simulation begins anew: go on with --resume");
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsFigure() {
    SimulationSettings many =
        simulated(with(runs.settings("asp", 2, false), 1000, "none", 1), TENTHS);
    SimulationFootprint footprint = SimulationFootprint.of(many, Engine.load());
    // 1,000 words, embedding 8, 16 units: 8,000 + 64 x 25 + 17 x 1,000
    long table = 4 * (8_000 + 64 * 25 + 17_000);
    Room small = Room.of(Room.Side.DRIVER, 300L << 20, "", 0);

    // what a lane has pulled, and what it has pushed
    assertThat(footprint.lanesBytes()).isEqualTo(2000 * table + table + 1000 * (64L << 10));
    assertThatThrownBy(() -> footprint.require(small, 1000))
        .isInstanceOf(WrongSetting.class)
        .hasMessageMatching(
            "memory: the driver's heap is 300 MB, and 26,600 parameters with 1,000 simulated"
                + " workers need \\d+ MB; .*");
  }

  @Test
  void lanesOfABarrierShareWhatTheyPull() {
    SimulationSettings asp = simulated(with(runs.settings("asp", 2, false), 64, "none", 1), TENTHS);
    SimulationSettings bsp = simulated(with(runs.settings("bsp", 2, false), 64, "none", 1), TENTHS);

    long more =
        SimulationFootprint.of(asp, Engine.load()).lanesBytes()
            - SimulationFootprint.of(bsp, Engine.load()).lanesBytes();
    assertThat(more).isEqualTo(62 * 4 * 26_600);
  }

  @Test
  void aSimulationThatDivergesIsDiagnosed() {
    TrainingSettings sane = runs.settings("asp", 2, false);
    TrainingSettings wild =
        new TrainingSettings(
            sane.subject(),
            sane.lanes(),
            sane.learning().at(500f),
            sane.watching(),
            sane.wire(),
            1);

    assertThatThrownBy(() -> simulate("diverged", simulated(wild, TENTHS), SmallRuns.QUIET))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("asp")
        .hasMessageEndingWith("diverged/report.html");
    assertThat(folder.resolve("diverged/result.json")).isNotEmptyFile();
  }
}
