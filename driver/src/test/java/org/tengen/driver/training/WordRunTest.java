package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.text.Reading;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.vectors.VectorFormat;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.web.report.RunResult;
import org.tengen.worker.Straggler;

/** Word vectors by lanes of Spark's, with shards in the driver and in tasks. */
@Timeout(180)
class WordRunTest {
  private static final int SLOTS = 5;

  @TempDir private static Path folder;

  private static JavaSparkContext spark;
  private static Path corpus;

  @BeforeAll
  static void start() throws IOException {
    spark = LocalSpark.start(SLOTS);
    corpus = Files.write(folder.resolve("corpus.txt"), sentences());
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static List<String> sentences() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      StringBuilder line = new StringBuilder();
      for (int word = 0; word < 8; word++) {
        line.append('w').append(random.nextInt(30)).append(' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static WordSettings settings(
      String strategy, int workers, String straggler, TrainingSettings.Wire wire) {
    return settings(corpus, strategy, workers, straggler, wire);
  }

  private static WordSettings settings(
      Path text, String strategy, int workers, String straggler, TrainingSettings.Wire wire) {
    return new WordSettings(
        new TrainingSettings.Text(
            text.toString(),
            "words",
            2,
            1000,
            0,
            new TrainingSettings.Preparation(Reading.USUAL, null, Dealing.TOKENS)),
        Word2VecSettings.of(Map.of("vector_size", "8", "sample", "0", "epochs", "3")),
        new WordSettings.Lanes(
            workers, 3, Strategy.parse(strategy), Straggler.parse(straggler), 500),
        new WordSettings.Keeping(0, 2, VectorFormat.TEXT, List.of()),
        wire,
        1);
  }

  private static TrainingSettings.Wire wire(ShardPlace place, boolean tcp, int deadlineS) {
    return new TrainingSettings.Wire(
        TcpSettings.defaults().with(tcp ? Transport.TCP : Transport.AUTO),
        tcp ? Listen.onLoopback() : null,
        Duration.ofSeconds(30),
        Duration.ofSeconds(deadlineS),
        place);
  }

  private static RunFolder fresh(String name) {
    return RunFolder.create(folder.resolve(name).toString(), spark.hadoopConfiguration());
  }

  private static RunResult run(RunFolder out, WordSettings settings) throws InterruptedException {
    RunResult blank =
        new RunResult("train word2vec", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    return new WordRun(spark, out, SmallRuns.QUIET, left -> {}).run(settings, blank);
  }

  private static String sha256(String name, WordSettings settings) throws InterruptedException {
    return run(fresh(name), settings).runs().get(0).weightsSha256();
  }

  @Test
  void behindABarrierTheBitsAreTheSameWhereverShardsAreAndHoweverTheyAreReached()
      throws InterruptedException {
    String here =
        sha256("here", settings("bsp", 2, "none", wire(new ShardPlace.Driver(), false, 30)));
    assertThat(sha256("tcp", settings("bsp", 2, "none", wire(new ShardPlace.Driver(), true, 30))))
        .isEqualTo(here);
    assertThat(
            sha256(
                "tasks", settings("bsp", 2, "none", wire(new ShardPlace.Executors(), false, 30))))
        .isEqualTo(here);
  }

  @Test
  void aWorkerThatIsWaitedForTooLongIsNamed() {
    WordSettings slow = settings("bsp", 2, "1:100000x", wire(new ShardPlace.Driver(), false, 1));
    RunFolder out = fresh("slow");
    assertThatThrownBy(() -> run(out, slow))
        .isInstanceOf(RunFailedException.class)
        .hasMessageMatching(
            "lane 0 at clock \\d+ waited 1 s under bsp for lane 1, which is at clock \\d+|.*lane 1.*");
  }

  @Test
  void whatOneWorkerHasBegunInOneJvmIsNotGoneOnWithByAServer() throws InterruptedException {
    RunFolder out = fresh("alone");
    run(out, settings("asp", 1, "none", wire(new ShardPlace.Driver(), false, 30)));
    out.write("checkpoints-alone/mark", "");
    assertThatThrownBy(
            () -> run(out, settings("asp", 1, "none", wire(new ShardPlace.Driver(), true, 30))))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "resume="
                + out.place()
                + ": was begun by one worker in one JVM, without a server; go on with it where it was"
                + " begun, with the same --master and --placement");
  }

  @Test
  void wordsAreWorkedOutFromTheBlocksOfEachLane() {
    WordSettings settings = settings("asp", 2, "none", wire(new ShardPlace.Driver(), false, 30));
    RunTokenizer tokenizers = new RunTokenizer(null, spark.hadoopConfiguration());
    WordData data = WordData.prepare(spark, settings, tokenizers);
    assertThat(data.wordsOfAll()).isEqualTo(600 * 8);
    assertThat(data.texts()).allMatch(text -> text.tokens() == 300 * 9 && text.words() == 2400);
    WordPlan plan = WordPlan.of(settings, data);
    // 2,700 tokens are six blocks of 500; three epochs of two lanes
    assertThat(plan.training().rows().pushes()).isEqualTo(36);
    assertThat(plan.words()).isEqualTo(3 * 4800);
    assertThat(plan.words(0, 0)).isZero();
    assertThat(plan.words(1, 3)).isEqualTo(1200);
    assertThat(plan.words(0, 18)).isEqualTo(7200);
    Statistics none =
        Statistics.ofRows(
            List.of(
                new RowShardStatistics(
                    0,
                    5,
                    5,
                    new long[] {3, 2},
                    new long[] {3, 2},
                    0,
                    0,
                    new int[2],
                    new Histogram(3))),
            List.of(report(0), report(1)));
    assertThat(plan.inWords(none).samples()).isEqualTo(1200 + 800);
    assertThat(plan.inWords(none).lanes())
        .extracting(LaneStatistics::samples)
        .containsExactly(1200L, 800L);
  }

  @Test
  void aRecordThatIsMostOfTheTextIsSharedOutAmongAllLanes() throws IOException {
    List<String> lines = new ArrayList<>(sentences());
    lines.add("w1 w2 w3 w4 w5 w6 w7 w8 ".repeat(25_000));
    Path uneven = Files.write(folder.resolve("uneven.txt"), lines);
    WordSettings settings =
        settings(uneven, "asp", 3, "none", wire(new ShardPlace.Driver(), false, 30));
    WordData data =
        WordData.prepare(spark, settings, new RunTokenizer(null, spark.hadoopConfiguration()));
    assertThat(data.wordsOfAll()).isEqualTo(600 * 8 + 200_000);
    // twelve pieces of 16,666 words and 8 words: four for each of three lanes
    assertThat(data.texts()).allMatch(text -> text.words() > 65_000 && text.words() < 72_000);
  }

  @Test
  void noBlockIsLongerThanTheShortestTextSoThatAllAreAboutAsLong() {
    WordSettings settings = settings("asp", 2, "none", wire(new ShardPlace.Driver(), false, 30));
    WordData even =
        WordData.prepare(spark, settings, new RunTokenizer(null, spark.hadoopConfiguration()));
    WordData uneven =
        new WordData(
            even.corpus(),
            even.words(),
            List.of(new WordData.LaneText(60, 50), new WordData.LaneText(2700, 2400)));
    WordPlan plan = WordPlan.of(settings, uneven);
    assertThat(plan.training().tokensPerBlock()).isEqualTo(60);
    // 1 and 45 blocks; three epochs
    assertThat(plan.training().rows().pushes()).isEqualTo(3 * 46);
    assertThat(plan.words(0, 1)).isEqualTo(50);
    assertThat(plan.words(1, 9)).isEqualTo(480);
  }

  private static LaneReport report(int lane) {
    return new LaneReport(lane, "here", 1, Map.of(), StepTotals.NOTHING, 0, false);
  }

  @Test
  void tablesThatTheDriversHeapHasNoRoomForAreRefused() {
    WordSettings settings = settings("asp", 2, "none", wire(new ShardPlace.Driver(), false, 30));
    WordFootprint footprint = new WordFootprint(settings, 10_000_000);
    Room small = new Room(Room.Side.DRIVER, 1L << 30, 1L << 30, 1L << 30, 0, 0);
    assertThatThrownBy(() -> footprint.requireDriver(small, true, false))
        .isInstanceOf(WrongSetting.class)
        .hasMessageMatching(
            "memory: the driver's heap is 1024 MB, and 10,000,000 words of 8 floats with 2 workers"
                + " need \\d+ MB; give it more \\(--conf spark.driver.memory=\\d+m, or TENGEN_HEAP=\\d+m"
                + " for the launcher\\), or take a larger --min-count or a smaller --vector-size");
  }
}
