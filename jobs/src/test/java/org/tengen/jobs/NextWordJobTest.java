package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextWordJobTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private final Captured tengen = new Captured();
  private Path corpus = Path.of("unset");
  private Path out = Path.of("unset");

  @BeforeEach
  void writeCorpus() throws IOException {
    corpus = Files.write(folder.resolve("corpus.txt"), sentences());
    out = folder.resolve("run");
  }

  @AfterEach
  void forgetSpark() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.speculation");
  }

  private static List<String> sentences() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int word = random.nextInt(20);
      lines.add("w%d w%d w%d".formatted(word, (word * 7 + 3) % 20, (word * 3 + 1) % 20));
    }
    return lines;
  }

  private String[] small(String job, String... more) {
    List<String> words = new ArrayList<>(List.of(job.split(" ")));
    words.addAll(
        List.of(
            ("--corpus=%s --out=%s --workers=2 --shards=2 --batch=8 --window=2 --embedding=4"
                    + " --hidden=8 --vocabulary=50 --min-count=1 --validation=0.2 --samples=1600"
                    + " --evaluations=2 --checkpoint-every=none")
                .formatted(corpus, out)
                .split(" ")));
    for (String each : more) {
      String flag = each.split("=", 2)[0] + "=";
      words.removeIf(word -> word.startsWith(flag));
      words.add(each);
    }
    return words.toArray(String[]::new);
  }

  private int run(String... words) {
    return tengen.runReally(() -> false, words);
  }

  private void assertRefused(int exit, String... parts) {
    assertThat(tengen.err().lines().filter(line -> line.startsWith("tengen "))).hasSize(1);
    assertThat(tengen.err()).contains(parts).doesNotContain("\tat ");
    assertThat(exit).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  private String sha256(Path run) throws IOException {
    JsonNode result = JSON.readTree(run.resolve("result.json").toFile());
    return result.at("/runs/0/weightsSha256").asText();
  }

  @Test
  void trainsAndLeavesRecordResultAndReport() throws IOException {
    assertThat(run(small("train next-word", "--seed=5"))).as(tengen.err()).isZero();
    JsonNode record = JSON.readTree(out.resolve("run.json").toFile());
    assertThat(record.at("/job").asText()).isEqualTo("train next-word");
    assertThat(record.at("/settings/seed/value").asText()).isEqualTo("5");
    assertThat(record.at("/settings/seed/origin").asText()).isEqualTo("flag --seed");
    assertThat(record.at("/settings/optimiser/origin").asText()).contains("next-word.properties");
    assertThat(record.at("/versions/spark").asText()).startsWith("3.5.");
    assertThat(record.at("/versions/commit").asText()).isNotEmpty();
    assertThat(sha256(out)).hasSize(64);
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(out.resolve("report.md")).isNotEmptyFile();
    assertThat(tengen.out())
        .contains("2 workers, 2 shards, seed 5", "run folder: " + out, "report: " + out);
  }

  @Test
  void comparesStrategiesInOneTable() throws IOException {
    assertThat(run(small("compare", "--strategy=bsp,asp"))).as(tengen.err()).isZero();
    JsonNode result = JSON.readTree(out.resolve("result.json").toFile());
    assertThat(result.at("/runs").findValuesAsText("strategy")).containsExactly("bsp", "asp");
    assertThat(result.at("/runs/1/targetPerplexity").isNumber()).isTrue();
    assertThat(result.at("/summary").asText()).isNotEmpty();
    assertThat(tengen.out()).contains(result.at("/summary").asText(), "bsp 1/2", "asp 2/2");
  }

  @Test
  void stopsResumablyAndGoesOnToTheSameBits() throws IOException {
    assertThat(run(small("train next-word", "--strategy=bsp"))).as(tengen.err()).isZero();
    Path unharmed = out;
    out = folder.resolve("stopped");
    AtomicInteger looks = new AtomicInteger();
    int exit =
        tengen.runReally(
            () -> looks.incrementAndGet() > 1, small("train next-word", "--strategy=bsp"));
    assertThat(exit).isEqualTo(3);
    assertThat(tengen.err()).contains("go on with --resume " + out);
    assertThat(run("train", "next-word", "--resume", out.toString(), "--workers", "2"))
        .as(tengen.err())
        .isZero();
    assertThat(sha256(out)).isEqualTo(sha256(unharmed));
    assertThat(run("train", "next-word", "--resume", out.toString())).isEqualTo(2);
    assertThat(tengen.err()).contains("resume=" + out + ": has ended; tengen report");
    assertThat(run("compare", "--resume", out.toString())).isEqualTo(2);
    assertThat(tengen.err()).contains("is a run of train next-word; go on with it by tengen train");
  }

  @Test
  void refusesToResumeWithOtherSettingsAndNamesThem() {
    AtomicInteger looks = new AtomicInteger();
    tengen.runReally(() -> looks.incrementAndGet() > 1, small("train next-word"));
    int exit = run("train", "next-word", "--resume", out.toString(), "--workers=3", "--rate=0.5");
    assertThat(exit).isEqualTo(2);
    assertThat(tengen.err())
        .contains("the flags say workers=3 (it has 2), rate=0.5 (it has 0.004)");
  }

  @Test
  void refusesToResumeAFolderThatIsNoRun() {
    assertThat(run("compare", "--resume", folder.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen compare: resume=%s: has no run.json; expected the folder of a run%n"
                .formatted(folder));
  }

  @Test
  void refusesAFolderThatExistsAndLeavesItAlone() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertThat(run(small("compare"))).isEqualTo(2);
    assertThat(tengen.err().lines()).hasSize(1);
    assertThat(tengen.err()).contains("out=" + out + ": exists", "--resume " + out);
    assertThat(out).isDirectoryContaining(file -> file.endsWith("mine.txt"));
  }

  @Test
  void refusesACorpusThatIsMissing() {
    assertRefused(
        run(small("compare", "--corpus=" + folder.resolve("no.txt"))),
        "corpus=" + folder.resolve("no.txt"));
  }

  @Test
  void refusesACorpusThatIsEmpty() throws IOException {
    Files.writeString(corpus, "\n\n");
    assertRefused(run(small("compare")), "corpus=" + corpus);
  }

  @Test
  void refusesMoreWorkersThanThereIsTextFor() throws IOException {
    Files.write(corpus, List.of("a b c", "c b a", "b b b"));
    assertRefused(
        run(small("train next-word", "--workers=4", "--validation=0.4")),
        "workers=4: lane ",
        "gets none of the 3 records of corpus=" + corpus,
        "expected fewer workers or a larger corpus");
  }

  @Test
  void refusesACorpusThatIsNotUtf8() throws IOException {
    Files.write(corpus, "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(run(small("compare")), corpus.toString(), "UTF-8");
  }

  @Test
  void refusesMoreWorkersThanSlots() {
    System.setProperty("spark.master", "local[1,4]");
    assertRefused(run(small("compare")), "workers=2", "1 tasks");
  }

  @Test
  void refusesSpeculationByName() {
    System.setProperty("spark.speculation", "true");
    assertRefused(run(small("compare")), "spark.speculation=true");
  }

  @Test
  void refusesAHeapThatIsTooSmall() {
    assertRefused(
        run(small("compare", "--vocabulary=1000000", "--hidden=8192")),
        "memory: the driver's heap is");
  }

  @Test
  void refusesAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          run(small("compare", "--transport=tcp", "--ps-port=" + taken.getLocalPort())),
          String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void aDryRunShowsPlacementAndMemoryAndTouchesNothing() throws IOException {
    assertThat(run(small("compare", "--dry-run"))).isZero();
    assertThat(tengen.out())
        .contains("shards         2 in the driver's JVM", "workers        2", "memory under bsp");
    assertThat(out).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(corpus);
    }
  }

  @Test
  void checksThisMachine() {
    int exit = run("check", "--workers", "2");
    assertThat(tengen.out()).contains("ok    Java", "ok    Spark", "ok    slots", "ok    executor");
    assertThat(exit).isZero();
  }
}
