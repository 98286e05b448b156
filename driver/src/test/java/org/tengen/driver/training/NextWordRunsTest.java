package org.tengen.driver.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.driver.BusySlots;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;

final class NextWordRunsTest {
  private static JavaSparkContext spark;

  @TempDir private static Path folder;

  private static Path corpus = Path.of("unset");

  @BeforeAll
  static void start() throws IOException {
    spark = LocalSpark.start(4);
    corpus = Files.write(folder.resolve("corpus.txt"), sentences());
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  /** Each word tells the next but for one in five: there is much to learn, and soon. */
  private static List<String> sentences() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int word = random.nextInt(30);
      StringBuilder line = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        line.append("w").append(word).append(' ');
        word = random.nextInt(5) == 0 ? random.nextInt(30) : (word * 7 + 3) % 30;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static TrainingSettings settings(String strategy, int shards, boolean tcp, Path text) {
    return new TrainingSettings(
        new TrainingSettings.Text(text.toString(), "words", 1, 1_000, 0.1),
        new TrainingSettings.Network(NetworkSettings.Cell.LSTM, 3, 8, 16, 0),
        new TrainingSettings.Lanes(2, shards, Strategy.parse(strategy), Straggler.NONE),
        new TrainingSettings.Learning(
            OptimiserSettings.parse("adam"),
            0.01f,
            "constant",
            false,
            new Clipping.None(),
            16,
            6_400,
            0),
        new TrainingSettings.Watching(5, 1_280, 2),
        new TrainingSettings.Wire(
            TcpSettings.defaults().with(tcp ? Transport.TCP : Transport.AUTO),
            tcp ? Listen.onLoopback() : null,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30)),
        1);
  }

  /** The same, each step with a sleep behind it, so that there is time to stop the run. */
  private static TrainingSettings slowed(TrainingSettings settings) {
    TrainingSettings.Lanes lanes = settings.lanes();
    return new TrainingSettings(
        settings.text(),
        settings.network(),
        new TrainingSettings.Lanes(
            lanes.workers(), lanes.shards(), lanes.strategy(), Straggler.parse("any:30x")),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        settings.seed());
  }

  private static final Control QUIET = new Control(1, 1, progress -> {}, () -> false, notice -> {});

  private static RunResult run(RunFolder out, Control control, TrainingSettings... trainings)
      throws InterruptedException {
    RunResult blank =
        new RunResult("test", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    return new NextWordRuns(spark, out, control).run(List.of(trainings), blank);
  }

  private static RunFolder fresh(String name) {
    return RunFolder.create(folder.resolve(name).toString(), spark.hadoopConfiguration());
  }

  private static StrategyRun train(String name, TrainingSettings settings)
      throws InterruptedException {
    return run(fresh(name), QUIET, settings).runs().get(0);
  }

  @ParameterizedTest
  @CsvSource({"bsp, 200", "local:4, 50", "local:4+averaged, 50"})
  void endsInTheSameBitsWithOneShardOrThreeByDirectCallsOrTcp(String strategy, long updates)
      throws InterruptedException {
    String name = strategy.replaceAll("[^a-z0-9]", "-");
    StrategyRun direct = train(name + "-one-shard", settings(strategy, 1, false, corpus));
    StrategyRun tcp = train(name + "-three-shards", settings(strategy, 3, true, corpus));

    assertThat(tcp.weightsSha256()).isEqualTo(direct.weightsSha256());
    assertThat(tcp.validation()).isEqualTo(direct.validation());
    assertThat(direct.samples()).isEqualTo(6_400);
    assertThat(direct.updates()).isEqualTo(updates);
    assertThat(direct.staleness().max()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"bfloat16, 1.7", "topk:0.02, 8"})
  void underACodecTooTheWayAndTheShardsDecideNoBit(String codec, double fewer)
      throws InterruptedException {
    String name = codec.replaceAll("[^a-z0-9]", "-");
    StrategyRun direct = train(name + "-direct", coded(settings("bsp", 1, false, corpus), codec));
    StrategyRun tcp = train(name + "-tcp", coded(settings("bsp", 3, true, corpus), codec));

    assertThat(tcp.weightsSha256()).isEqualTo(direct.weightsSha256());
    StrategyRun.Traffic traffic = requireNonNull(tcp.traffic());
    assertThat(traffic.codec()).isEqualTo(codec);
    assertThat(traffic.pushedRawBytes()).isGreaterThan((long) (fewer * traffic.pushedBytes()));
    assertThat(traffic.residualsLost()).isZero();
  }

  private static TrainingSettings coded(TrainingSettings settings, String codec) {
    TrainingSettings.Lanes lanes = settings.lanes();
    return new TrainingSettings(
        settings.text(),
        settings.network(),
        new TrainingSettings.Lanes(
            lanes.workers(),
            lanes.shards(),
            lanes.strategy(),
            Codec.parse(codec),
            lanes.straggler()),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        settings.seed());
  }

  @Test
  void learnsUnderTheStrategiesBetweenTheEnds() throws InterruptedException {
    RunResult result =
        run(
            fresh("between"),
            QUIET,
            settings("bsp:backup=1", 2, false, corpus),
            settings("asp:dc", 2, false, corpus),
            settings("softsync:1", 2, false, corpus),
            settings("local:4", 2, false, corpus),
            settings("local:4+reset", 2, false, corpus),
            settings("easgd:4", 2, false, corpus));

    assertThat(result.runs()).extracting(StrategyRun::samples).containsOnly(6_400L);
    assertThat(result.runs())
        .extracting(StrategyRun::updates)
        .containsExactly(400L, 400L, 200L, 50L, 50L, 100L);
    double unigram = result.unigramPerplexity() == null ? 0 : result.unigramPerplexity();
    assertThat(result.runs())
        .allSatisfy(r -> assertThat(r.validation().get("perplexity")).isLessThan(unigram / 2));
  }

  @Test
  void comparesStrategiesAtEqualSamplesAndEachLearns() throws InterruptedException {
    RunFolder out = fresh("compare");

    RunResult result =
        run(
            out,
            QUIET,
            settings("bsp", 2, false, corpus),
            settings("ssp:1", 2, false, corpus),
            settings("asp:lr/tau", 2, false, corpus));

    assertThat(result.runs()).extracting(StrategyRun::samples).containsOnly(6_400L);
    assertThat(result.runs().get(0).curve())
        .extracting(StrategyRun.CurvePoint::samples)
        .containsExactly(1_280L, 2_560L, 3_840L, 5_120L, 6_400L);
    double unigram = result.unigramPerplexity() == null ? 0 : result.unigramPerplexity();
    assertThat(unigram).isBetween(15.0, 32.0);
    assertThat(result.runs())
        .allSatisfy(r -> assertThat(r.validation().get("perplexity")).isLessThan(unigram / 2));
    assertThat(result.runs().get(1).updates()).isEqualTo(400);
    assertThat(result.runs().get(1).staleness().max()).isLessThanOrEqualTo(3);
    assertThat(out.read("report.html")).isPresent();
    assertThat(out.read("result.json")).isPresent();
  }

  @Test
  void goesOnFromWhereItWasStoppedAndEndsInTheSameBits() throws InterruptedException {
    StrategyRun unharmed = train("unharmed", settings("bsp", 2, false, corpus));
    AtomicLong samples = new AtomicLong();
    Control stopping =
        new Control(
            1, 1, p -> samples.set(p.samples()), () -> samples.get() >= 1_280, notice -> {});
    RunFolder out = fresh("stopped");
    TrainingSettings slow = slowed(settings("bsp", 2, false, corpus));

    assertThatThrownBy(() -> run(out, stopping, slow))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageContaining("go on with --resume");
    StrategyRun resumed = run(out, QUIET, settings("bsp", 2, false, corpus)).runs().get(0);

    assertThat(resumed.weightsSha256()).isEqualTo(unharmed.weightsSha256());
    assertThat(resumed.curve())
        .extracting(StrategyRun.CurvePoint::samples)
        .containsExactly(1_280L, 2_560L, 3_840L, 5_120L, 6_400L);
  }

  @Test
  void countsTheWholeTrainingThoughItWasStopped() throws InterruptedException {
    RunFolder out = fresh("whole");
    TrainingSettings slow = slowed(settings("bsp", 2, false, corpus));
    assertThatThrownBy(() -> run(out, stoppedAt(1, 1_280), slow))
        .isInstanceOf(StoppedResumable.class);

    StrategyRun resumed = run(out, QUIET, settings("bsp", 2, false, corpus)).runs().get(0);

    // 400 pushes to 2 shards; those on their way at the stop are counted and made again
    assertThat(resumed.staleness().histogram()).hasSize(1);
    assertThat(resumed.staleness().histogram().get(0)).isBetween(800L, 804L);
  }

  /** Asks to stop in training {@code run}, when so many samples are applied. */
  private static Control stoppedAt(int run, long samples) {
    AtomicBoolean there = new AtomicBoolean();
    return new Control(
        1,
        1,
        progress ->
            there.compareAndSet(false, progress.run() == run && progress.samples() >= samples),
        there::get,
        notice -> {});
  }

  @Test
  void stopsWhileItWaitsForItsLanes() throws InterruptedException {
    RunFolder out = fresh("stopped-early");

    assertThatThrownBy(() -> run(out, stoppedAt(1, 0), settings("bsp", 2, false, corpus)))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageContaining("stopped at 0 of 6400 samples");
    StrategyRun resumed = run(out, QUIET, settings("bsp", 2, false, corpus)).runs().get(0);

    assertThat(resumed.samples()).isEqualTo(6_400);
  }

  @Test
  @Timeout(60)
  void stopsWhileTheCorpusIsReadAndWritesNothing() throws Throwable {
    Control stopping = new Control(1, 1, progress -> {}, () -> true, notice -> {});
    RunFolder out = fresh("stopped-reading");

    BusySlots.during(
        spark,
        4,
        () ->
            assertThatThrownBy(() -> run(out, stopping, settings("bsp", 2, false, corpus)))
                .isInstanceOf(StoppedResumable.class)
                .hasMessage("stopped while reading corpus " + corpus + ": go on with --resume"));

    assertThat(Path.of(out.place())).isEmptyDirectory();
  }

  @Test
  @Timeout(60)
  void saysThatNoExecutorReadsTheCorpus() throws Throwable {
    BusySlots.during(
        spark,
        4,
        () ->
            assertThatThrownBy(
                    () -> run(fresh("unread"), QUIET, hasty(settings("bsp", 2, false, corpus))))
                .isInstanceOf(RunFailedException.class)
                .hasMessage(
                    "reading corpus "
                        + corpus
                        + ": no task has run for 1 s, and Spark has slots for 4; see that its executors"
                        + " live"));
  }

  @Test
  @Timeout(60)
  void namesTheLanesThatDoNotComeWhenTheExecutorsHaveGone() throws Throwable {
    TrainingSettings settings = hasty(settings("bsp", 2, false, corpus));
    NextWordData data = NextWordData.prepare(spark, settings);
    NextWordTraining training = new NextWordTraining(spark, data, QUIET);

    BusySlots.during(
        spark,
        4,
        () ->
            assertThatThrownBy(
                    () -> training.train(settings, fresh("gone"), (curve, samples) -> null))
                .isInstanceOf(RunFailedException.class)
                .hasMessageStartingWith(
                    "lanes 0, 1 of 2 have not joined: no task has run for 1 s"));
  }

  /** The same with a second for executors to come. */
  private static TrainingSettings hasty(TrainingSettings settings) {
    return new TrainingSettings(
        settings.text(),
        settings.network(),
        settings.lanes(),
        settings.learning(),
        settings.watching(),
        new TrainingSettings.Wire(
            TcpSettings.defaults(), null, Duration.ofSeconds(1), Duration.ofSeconds(30)),
        settings.seed());
  }

  @Test
  void goesOnWithAComparisonThatWasStoppedInItsSecondStrategy() throws InterruptedException {
    StrategyRun unharmed = train("unharmed-second", settings("bsp", 2, false, corpus));
    RunFolder out = fresh("compare-stopped");
    TrainingSettings first = settings("asp", 2, false, corpus);
    TrainingSettings second = settings("bsp", 2, false, corpus);
    assertThatThrownBy(() -> run(out, stoppedAt(2, 1_280), first, slowed(second)))
        .isInstanceOf(StoppedResumable.class);
    StrategyRun kept = read(out.folder("asp"));

    RunResult result = run(out, QUIET, first, second);

    assertThat(result.runs()).hasSize(2);
    assertThat(result.runs().get(0)).isEqualTo(kept);
    StrategyRun resumed = result.runs().get(1);
    assertThat(resumed.weightsSha256()).isEqualTo(unharmed.weightsSha256());
    assertThat(resumed.targetPerplexity()).isNotNull().isEqualTo(kept.targetPerplexity());
    assertThat(read(out.folder("bsp"))).isEqualTo(resumed);
    assertThat(out.read("report.html")).isPresent();
  }

  @Test
  void goesOnWithAComparisonThatWasStoppedBetweenStrategies() throws InterruptedException {
    RunFolder out = fresh("compare-between");
    TrainingSettings first = settings("asp", 2, false, corpus);
    TrainingSettings second = settings("bsp", 2, false, corpus);
    assertThatThrownBy(() -> run(out, stoppedAt(1, 6_400), first, second))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageContaining("of 6400 samples");

    RunResult result = run(out, QUIET, first, second);

    assertThat(result.runs())
        .extracting(StrategyRun::strategy, StrategyRun::samples)
        .containsExactly(tuple("asp", 6_400L), tuple("bsp", 6_400L));
  }

  private static StrategyRun read(RunFolder folder) {
    try {
      return ResultJson.read(folder.read("result.json").orElseThrow(), folder.place())
          .runs()
          .get(0);
    } catch (ResultFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void recordsWhoTheWorkersWere() throws InterruptedException {
    RunResult result = run(fresh("workers"), QUIET, settings("bsp", 2, false, corpus));

    assertThat(result.versions().get("workers")).startsWith("executor driver at ");
    assertThat(result.versions()).containsKey("workers' engine");
  }
}
