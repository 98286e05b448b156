package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.driver.vectors.VectorFormat;
import org.tengen.models.metric.Line;

/** {@code tengen train word2vec} and what looks at its vectors, from the command line. */
class Word2VecJobTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<List<String>> TOPICS =
      List.of(
          List.of("cat", "dog", "cow", "hen", "pig", "fox"),
          List.of("red", "blue", "green", "brown", "white", "black"));

  @TempDir private Path folder;

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
  }

  /** Words of one of two topics in each; and two words that are rare. */
  private static List<String> sentences() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      List<String> topic = TOPICS.get(random.nextInt(2));
      List<String> line = new ArrayList<>();
      for (int word = 0; word < 8; word++) {
        line.add(topic.get(random.nextInt(topic.size())));
      }
      lines.add(String.join(" ", line));
    }
    lines.add("rare cat rare dog rare rarer");
    return lines;
  }

  private int train(BooleanSupplier stop, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                ("train word2vec --corpus=%s --out=%s --vector-size=16 --sample=0 --alpha=0.05"
                        + " --min-count=3 --block=600 --page-port=none --epochs=4")
                    .formatted(corpus, out)
                    .split(" ")));
    for (String each : more) {
      String flag = each.split("=", 2)[0] + "=";
      words.removeIf(word -> word.startsWith(flag));
      words.add(each);
    }
    return tengen.runReally(stop, words.toArray(String[]::new));
  }

  private void assertTrained(String... more) {
    assertThat(train(() -> false, more)).as(tengen.err()).isZero();
  }

  private String look(String... words) {
    Captured other = new Captured();
    assertThat(other.run(words)).as(other.err()).isZero();
    return other.out();
  }

  private String refused(String... words) {
    Captured other = new Captured();
    assertThat(other.run(words)).isEqualTo(2);
    assertThat(other.err().lines()).hasSize(1);
    return other.err().strip();
  }

  private JsonNode result() throws IOException {
    return JSON.readTree(out.resolve("result.json").toFile());
  }

  private void assertNeighbours(String place) {
    assertThat(look("nearest", "cat", "--vectors", place, "--count", "4").lines())
        .hasSize(4)
        .allSatisfy(
            line -> assertThat(TOPICS.get(0)).contains(line.substring(line.lastIndexOf(' ') + 1)));
  }

  @Test
  void oneWorkerLeavesVectorsVocabularyMetricsAndReport() throws IOException {
    assertTrained("--sg=on", "--picture=cat,Dog,red,blue");
    assertThat(tengen.out())
        .contains(
            "skip-gram, 16 dimensions, asp, 1 workers", "without a server", "vectors: " + out);
    assertThat(Files.readAllLines(out.resolve("vocabulary.txt")))
        .hasSize(4 + 13)
        .contains("rare\t3")
        .noneMatch(line -> line.startsWith("rarer"));
    List<String> vectors = Files.readAllLines(out.resolve("vectors.txt"));
    assertThat(vectors.get(0)).isEqualTo("13 16");
    assertThat(vectors).hasSize(14);
    assertNeighbours(out.toString());
    JsonNode run = result().at("/runs/0");
    assertThat(run.path("samples").asLong()).isEqualTo(4 * (1500 * 8 + 5));
    assertThat(run.path("weightsSha256").asText()).hasSize(64);
    assertThat(run.path("rate").asDouble()).isEqualTo(0.05);
    assertThat(tengen.out()).contains("loss").doesNotContain("perplexity");
    assertThat(run.at("/words/losses")).isNotEmpty();
    assertThat(run.at("/words/picture/words")).hasSize(4);
    assertThat(run.at("/words/picture/words/1/word").asText()).isEqualTo("dog");
    assertThat(run.at("/words/picture/words/1/nearest").asText()).isEqualTo("cat");
    assertThat(run.at("/words/losses/0/loss").asDouble()).isBetween(0.1, 4.2);
    assertThat(out.resolve("report.html"))
        .content()
        .contains("Figures")
        .doesNotContain("erplexity");
    assertThat(out.resolve("report.md")).content().contains("loss").doesNotContain("erplexity");
  }

  @ParameterizedTest
  @CsvSource({"bsp, text", "ssp:2, binary", "asp, parquet"})
  void severalWorkersMeetAtTheServer(String strategy, String format) throws IOException {
    // so few words are in every block: in long ones all workers would learn the same, and add it up
    assertTrained(
        "--sg=on",
        "--workers=3",
        "--strategy=" + strategy,
        "--format=" + format,
        "--block=30",
        "--alpha=0.025");
    assertNeighbours(out.toString());
    assertThat(out.resolve(VectorFormat.valueOf(format.toUpperCase(Locale.ROOT)).file())).exists();
    JsonNode run = result().at("/runs/0");
    assertThat(run.path("workers").asInt()).isEqualTo(3);
    assertThat(run.path("samples").asLong()).isBetween(4L * 12000, 5L * 12000);
    assertThat(run.at("/traffic/pulledBytes").asLong()).isPositive();
    List<String> lines = Files.readAllLines(out.resolve("metrics.jsonl"));
    JsonNode last =
        JSON.readTree(
            lines.stream()
                .filter(line -> line.contains("\"kind\":\"words\""))
                .reduce((a, b) -> b)
                .orElseThrow());
    List<String> declared = new ArrayList<>();
    Line.WORDS.labels().forEach(label -> declared.add(label.key()));
    Line.WORDS.metrics().forEach(metric -> declared.add(metric.key()));
    assertThat(last.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(declared);
    assertThat(last.path("loss").asDouble()).isBetween(0.1, 4.2);
    assertThat(last.path("pushedBytes").asLong()).isPositive();
    assertThat(lines).filteredOn(line -> line.contains("\"lane\"")).isNotEmpty();
  }

  @Test
  void sparkReadsATableOfVectorsWithTheNumbersOfTheOtherFormats() throws IOException {
    assertTrained("--format=parquet");
    String first = out.toString();
    out = folder.resolve("text");
    assertTrained();
    try (InputStream in = Files.newInputStream(out.resolve("vectors.txt"));
        SparkSession spark =
            SparkSession.builder()
                .master("local[1]")
                .config("spark.sql.warehouse.dir", folder + "/warehouse")
                .config("spark.ui.enabled", false)
                .getOrCreate()) {
      WordVectors text = WordVectors.read(in, "vectors.txt");
      List<Row> rows = spark.read().parquet(first + "/vectors.parquet").collectAsList();
      assertThat(rows).hasSize(13);
      for (int place = 0; place < rows.size(); place++) {
        assertThat(rows.get(place).<String>getAs("word")).isEqualTo(text.word(place));
        List<Float> vector = rows.get(place).getList(rows.get(place).fieldIndex("vector"));
        for (int i = 0; i < vector.size(); i++) {
          assertThat(vector.get(i)).isEqualTo(text.vector(place)[i]);
        }
        assertThat(vector).hasSize(16);
      }
      spark
          .read()
          .parquet(first + "/vectors.parquet")
          .coalesce(1)
          .write()
          .parquet(folder + "/again");
    }
    try (Stream<Path> parts = Files.list(folder.resolve("again"))) {
      String part =
          parts.filter(p -> p.toString().endsWith(".parquet")).findFirst().orElseThrow().toString();
      assertThat(look("nearest", "cat", "--vectors", part))
          .isEqualTo(look("nearest", "cat", "--vectors", first))
          .isEqualTo(look("nearest", "cat", "--vectors", out.toString()));
    }
  }

  @Test
  void behindABarrierTheSameSeedGivesTheSameBits() throws IOException {
    String[] bsp = {"--workers=2", "--strategy=bsp"};
    assertTrained(bsp);
    String first = Files.readString(out.resolve("vectors.txt"));
    out = folder.resolve("again");
    assertTrained("--workers=2", "--strategy=bsp", "--shards=5");
    assertThat(Files.readString(out.resolve("vectors.txt"))).isEqualTo(first);
    out = folder.resolve("other");
    assertTrained("--workers=2", "--strategy=bsp", "--seed=2");
    assertThat(Files.readString(out.resolve("vectors.txt"))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"1, asp", "2, bsp"})
  void aRunThatWasStoppedGoesOnToTheSameBits(String workers, String strategy) throws IOException {
    String[] how = {"--workers=" + workers, "--strategy=" + strategy, "--epochs=200"};
    assertTrained(how);
    String unstopped = Files.readString(out.resolve("vectors.txt"));
    out = folder.resolve("stopped");
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier soon =
        () -> Files.exists(out.resolve("metrics.jsonl")) && asked.incrementAndGet() > 4;
    assertThat(train(soon, how)).as(tengen.err()).isEqualTo(3);
    assertThat(tengen.err()).contains("is whole: go on with --resume " + out);
    assertThat(out.resolve("vectors.txt")).doesNotExist();

    int resumed = tengen.runReally(() -> false, "train", "word2vec", "--resume", out.toString());

    assertThat(resumed).as(tengen.err()).isZero();
    assertThat(Files.readString(out.resolve("vectors.txt"))).isEqualTo(unstopped);
    assertThat(result().at("/runs/0/samples").asLong()).isGreaterThanOrEqualTo(200L * 12005);
  }

  @Test
  void checkpointsAreWrittenAsTheyAreAskedFor() {
    assertTrained("--epochs=100", "--checkpoint-every=10000");
    assertThat(out.resolve("checkpoints-alone")).isNotEmptyDirectory();
  }

  @Test
  void aDryRunSaysWhereAndHowMuchAndTouchesNothing() {
    assertThat(train(() -> false, "--workers=2", "--dry-run")).as(tengen.err()).isZero();
    assertThat(tengen.out()).contains("2 in the driver's JVM", "122.1 MB at most", "nothing was");
    assertThat(out).doesNotExist();
  }

  @Test
  void aLossThatIsNoNumberEndsTheTrainingWhichSaysSo() {
    int exit = train(() -> false, "--alpha=10", "--sg=on", "--epochs=300", "--window=50");
    if (exit != 0) { // so large a rate may still end in numbers, of no use
      assertThat(exit).isEqualTo(1);
      assertThat(tengen.err()).contains("diverged after", "try --alpha 5.0");
    }
  }

  // ---- what cannot be used ----

  private void assertRefused(String part, String... more) {
    assertThat(train(() -> false, more)).isEqualTo(2);
    assertThat(tengen.err().lines().filter(line -> line.startsWith("tengen "))).hasSize(1);
    assertThat(tengen.err()).contains(part).doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--min-count=100000 | min-count=100000: no word is that frequent; expected a smaller count",
        "--workers=2000 | workers=2000: expected a whole number from 1 to 1024",
        "--hs=on | negative=5, hs=on: expected negative=0, as hierarchical softmax takes the place",
        "--negative=0 | negative=0, hs=off: expected negative=1 or more, or hs=on",
        "--picture=cat,dog | picture=cat,dog: 2 words; expected 3 to 200",
        "--picture=cat,dog,quen | picture=quen: has no vector; expected words that are as frequent as",
        "--picture=Cat,dog,blu | picture=blu: has no vector; did you mean blue?",
        "--min-alpha=0.5 | min-alpha=0.5: expected at most alpha=0.05",
        "--straggler=3:2x | straggler=3:2x: there is no worker 3; expected 0 to 0, as workers=1",
        "--corpus=/no/such | corpus=/no/such: no such file or folder",
      })
  void whatCannotBeIsRefusedInOneLine(String flag, String line) {
    assertRefused(line, flag);
  }

  @Test
  void moreWorkersThanRecordsAreRefused() throws IOException {
    Files.write(corpus, List.of("a b a b a b a b", "b a b a b a"));
    assertRefused("has 2 records to train on; expected fewer workers", "--workers=3");
  }

  @Test
  void aTextOfOneWordIsRefused() throws IOException {
    Files.write(corpus, List.of("a a a a a a"));
    assertRefused("has 1 word that frequent; expected two or more");
  }

  @Test
  void aLineOfTenMegabytesIsTrainedOn() throws IOException {
    String line = "cat dog cow hen ".repeat(650_000);
    Files.write(corpus, List.of("red blue green", line, "red blue green", "green red blue"));
    assertTrained("--epochs=1");
    assertThat(result().at("/runs/0/samples").asLong()).isGreaterThan(2_600_000L);
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedOrLeftOutAndCounted() throws IOException {
    byte[] good = Files.readAllBytes(corpus);
    byte[] all = Arrays.copyOf(good, good.length + 6);
    System.arraycopy(new byte[] {'c', 'a', (byte) 0xff, 't', 's', '\n'}, 0, all, good.length, 6);
    Files.write(corpus, all);
    assertRefused("is not UTF-8");

    assertTrained("--bad-records=skip");
    assertThat(tengen.out()).contains("records left out: 1 not UTF-8");
    JsonNode skipped = JSON.readTree(out.resolve("run.json").toFile()).path("skipped");
    assertThat(skipped.at("/not UTF-8/records").asInt()).isEqualTo(1);
  }

  @Test
  void aGzipFileThatIsCutShortIsRefusedOrTakenAsFarAsItGoes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(String.join("\n", sentences()).getBytes(StandardCharsets.UTF_8));
    }
    corpus = folder.resolve("corpus.txt.gz");
    Files.write(corpus, Arrays.copyOf(bytes.toByteArray(), bytes.size() * 3 / 4));
    assertRefused("corpus.txt.gz");

    assertTrained("--bad-records=skip+truncated", "--sg=on");
    assertNeighbours(out.toString());
  }

  // ---- looking at vectors ----

  private String handmade() throws IOException {
    Path file = folder.resolve("made.txt");
    Files.write(
        file, List.of("5 2", "man 1 0", "king 1 1", "woman 0.9 -0.5", "queen 1 0.4", "car -1 0.1"));
    return file.toString();
  }

  @Test
  void nearestWordsAndAnalogiesAreShownWithTheirCosines() throws IOException {
    assertThat(look("nearest", "man", "--vectors", handmade(), "--count", "2"))
        .isEqualTo(" 0.928  queen%n 0.874  woman%n".formatted());
    assertThat(look("analogy", "man", "king", "woman", "--vectors", handmade(), "--count=1"))
        .endsWith("  queen" + System.lineSeparator());
  }

  @Test
  void aWordWithoutAVectorIsAnsweredWithTheNearestSpelled() throws IOException {
    assertThat(refused("nearest", "quen", "--vectors", handmade()))
        .isEqualTo("tengen nearest: word 'quen' has no vector; did you mean queen?");
    assertThat(refused("nearest", "Zebra", "--vectors", handmade()))
        .isEqualTo(
            "tengen nearest: word 'Zebra' has no vector; expected one of the 5 words of the file");
    assertThat(refused("nearest", "man", "--vectors", handmade(), "--count", "0"))
        .isEqualTo("tengen nearest: count=0: expected a whole number of 1 or more, e.g. 10");
  }

  @Test
  void similarityIsSpearmansOverThePairsThatAreFound() throws IOException {
    Path pairs = folder.resolve("pairs.tsv");
    Files.write(pairs, List.of("king\tqueen\t9", "man\twoman\t8", "man\tcar\t1", "man\tx\t5"));
    assertThat(look("similarity", pairs.toString(), "--vectors", handmade()))
        .isEqualTo("Spearman 1.0000 over 3 of 4 pairs%n".formatted());
    Files.write(pairs, List.of("king queen", "b"));
    assertThat(refused("similarity", pairs.toString(), "--vectors", handmade()))
        .contains("line 1 is 'king queen'; expected two words and a number");
  }

  @Test
  void analogiesAreCountedBySection() throws IOException {
    Path questions = folder.resolve("questions.txt");
    Files.write(
        questions,
        List.of(
            ": royal", "man king woman queen", "man king x queen", ": other", "man car king man"));
    assertThat(look("analogies", questions.toString(), "--vectors", handmade()))
        .isEqualTo(
            """
              right  asked    all       %  section
                  1      1      2   100.0  royal
                  0      1      1     0.0  other
                  1      2      3    50.0  all
            """
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void vectorsThatAreCutShortOrNoneAreRefusedInOneLine() throws IOException {
    String whole = handmade();
    Path cut = folder.resolve("cut.txt");
    String text = Files.readString(Path.of(whole));
    Files.writeString(cut, text.substring(0, text.length() - 12));
    assertThat(refused("nearest", "man", "--vectors", cut.toString()))
        .startsWith(
            "tengen nearest: vectors=" + cut + ": line 5 has no end, as in a file that is cut");
    assertThat(refused("nearest", "man", "--vectors", corpus.toString()))
        .contains("line 1 has more than 40 characters; expected word2vec's text format");
    assertThat(refused("nearest", "man", "--vectors", folder.toString()))
        .contains(
            "has no vectors.txt and no vectors.bin and no vectors.parquet; expected a file of vectors");
    assertThat(refused("nearest", "man", "--vectors", folder + "/none"))
        .isEqualTo("tengen nearest: vectors=" + folder + "/none: no such file");
  }
}
