package org.tengen.driver.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.text.LocalText;
import org.tengen.corpus.text.Reading;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.LocalSpark;
import scala.Tuple2;

final class EncodedCorpusTest {
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start(4);
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  private static Recipe recipe(double validation, Dealing dealing) {
    return new Recipe(
        Reading.USUAL, Tokenizer.named("words"), 1, 1_000, new Split(1, validation, 3), dealing);
  }

  private static EncodedCorpus prepare(Path corpus, double validation) {
    return prepare(corpus, recipe(validation, Dealing.RECORDS));
  }

  private static EncodedCorpus prepare(Path corpus, Recipe recipe) {
    TextSource source = EncodedCorpus.source(corpus.toString(), new Configuration());
    SparkText text = SparkText.check(spark, source, recipe.reading());
    return EncodedCorpus.of(spark, text, recipe);
  }

  private static List<String> describe(EncodedCorpus corpus) {
    List<String> lanes = new ArrayList<>();
    for (List<Tuple2<Long, int[]>> part :
        corpus.partitions().collectPartitions(new int[] {0, 1, 2})) {
      StringBuilder lane = new StringBuilder();
      part.forEach(r -> lane.append(r._1()).append(Arrays.toString(r._2())));
      lanes.add(lane.toString());
    }
    return lanes;
  }

  private static List<String> sentences() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add("the number " + i + " is followed by " + (i + 1) + " .");
      if (i % 7 == 0) {
        lines.add("");
      }
    }
    return lines;
  }

  @Test
  void partitionsOneFileAndFiftyPiecesOfItAlike() throws IOException {
    List<String> lines = sentences();
    Path one = Files.write(folder.resolve("one.txt"), lines);
    Path pieces = Files.createDirectory(folder.resolve("pieces"));
    int each = (lines.size() + 49) / 50;
    for (int i = 0; i * each < lines.size(); i++) {
      List<String> piece = lines.subList(i * each, Math.min(lines.size(), (i + 1) * each));
      Files.writeString(pieces.resolve("part-%05d".formatted(i)), String.join("\n", piece));
    }

    for (Dealing dealing : Dealing.values()) {
      EncodedCorpus whole = prepare(one, recipe(0.1, dealing));
      EncodedCorpus cut = prepare(pieces, recipe(0.1, dealing));

      assertThat(describe(cut)).isEqualTo(describe(whole)).hasSize(3).doesNotContain("");
      assertThat(cut.validation()).isEqualTo(whole.validation()).isNotEmpty();
      assertThat(cut.trainingSamples()).isEqualTo(whole.trainingSamples());
    }
  }

  @Test
  void encodesAsOneJvmDoes() throws IOException {
    Path file = Files.write(folder.resolve("one.txt"), sentences());
    for (Dealing dealing : Dealing.values()) {
      EncodedCorpus onSpark = prepare(file, recipe(0.1, dealing));
      org.tengen.corpus.encode.EncodedCorpus alone =
          org.tengen.corpus.encode.EncodedCorpus.encode(
              new LocalText(file), recipe(0.1, dealing), folder.resolve("encoded-" + dealing));

      assertThat(onSpark.vocabulary().words()).isEqualTo(alone.vocabulary().words());
      assertThat(onSpark.validation()).isEqualTo(tokens(alone.validation()));
      for (int lane = 0; lane < 3; lane++) {
        assertThat(stream(onSpark, lane)).isEqualTo(tokens(alone.lanes().get(lane)));
      }
    }
  }

  @Test
  void givesLanesEqualTokensWhereAFewRecordsHaveMostOfThem() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      lines.add("w ".repeat(i % 400 == 7 ? 2_000 + i % 90 : 4 + i % 7));
    }
    Path file = Files.write(folder.resolve("one.txt"), lines);

    EncodedCorpus even = prepare(file, recipe(0.1, Dealing.TOKENS));
    int[] tokens = IntStream.range(0, 3).map(lane -> stream(even, lane).length).toArray();
    Arrays.sort(tokens);

    assertThat(tokens[2] - tokens[0]).isLessThan(2_600);
    assertThat(Arrays.stream(tokens).sum()).isEqualTo((int) even.trainingSamples());
  }

  @Test
  void refusesMoreLanesThanThereAreRecords() throws IOException {
    Path file = Files.writeString(folder.resolve("two.txt"), "a b\nc d\n");

    assertThatThrownBy(() -> prepare(file, 0))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("workers=3: lane ")
        .hasMessageEndingWith(
            "gets none of the 2 records of corpus=%s; expected fewer workers or a larger corpus"
                .formatted(file));
    assertThatThrownBy(() -> prepare(file, recipe(0, Dealing.TOKENS)))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("workers=3: corpus=%s has 2 records to train on".formatted(file));
  }

  @Test
  void refusesALeastCountThatNoWordHas() throws IOException {
    Path file = Files.write(folder.resolve("one.txt"), sentences());
    Recipe rare = new Recipe(Tokenizer.named("words"), 5_000, 1_000, new Split(1, 0.1, 3));

    assertThatThrownBy(() -> prepare(file, rare))
        .isInstanceOf(CorpusException.class)
        .hasMessage("min-count=5000: no word is that frequent; expected a smaller count");
  }

  private static int[] tokens(Tokens tokens) {
    return LongStream.range(0, tokens.size()).mapToInt(tokens::at).toArray();
  }

  /** A lane's token stream: each record's ids, and the end of the sentence behind them. */
  private static int[] stream(EncodedCorpus corpus, int lane) {
    return corpus.partitions().collectPartitions(new int[] {lane})[0].stream()
        .flatMapToInt(r -> IntStream.concat(Arrays.stream(r._2()), IntStream.of(Vocabulary.END)))
        .toArray();
  }

  @Test
  void countsEveryTrainingTokenAndSentenceEndAsASample() throws IOException {
    Path file = Files.writeString(folder.resolve("many.txt"), "a b a\nb\n".repeat(20));

    EncodedCorpus corpus = prepare(file, 0);

    assertThat(corpus.trainingSamples()).isEqualTo(120);
    assertThat(corpus.vocabulary().size()).isEqualTo(Vocabulary.SPECIALS + 2);
    assertThat(corpus.validation()).isEmpty();
  }

  @Test
  void namesTheFileAndLineThatIsNotUtf8() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "fine\n");
    Path bad = folder.resolve("b.txt");
    Files.write(bad, "fine\nna\u00efve\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> prepare(folder, 0.1))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "corpus=%s: line 2, byte 7 (0xef) is not UTF-8; expected UTF-8 text, plain or gzip, or bad-records=skip"
                .formatted(bad));
  }

  @Test
  void refusesAValidationSplitThatNothingFellTo() throws IOException {
    Path file = Files.writeString(folder.resolve("few.txt"), "a line\n".repeat(30));

    assertThatThrownBy(() -> prepare(file, 0.00001))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("no record of corpus=" + file + " fell to it");
  }
}
