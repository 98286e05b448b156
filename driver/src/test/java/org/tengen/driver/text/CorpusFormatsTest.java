package org.tengen.driver.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.corpus.text.Reading;
import org.tengen.corpus.text.TextSource;
import org.tengen.driver.LocalSpark;
import scala.Tuple2;

final class CorpusFormatsTest {
  private static final Reading SKIP = new Reading(null, "text", OnBadRecord.SKIP);

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

  private static TextSource source(String corpus) {
    return EncodedCorpus.source(corpus, new Configuration());
  }

  private static List<Tuple2<Long, String>> records(String corpus, Reading reading) {
    return SparkText.check(spark, source(corpus), reading).records().collect();
  }

  private static List<String> sentences() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      lines.add("the number " + i + " is followed by \u732b and " + (i + 1));
    }
    return lines;
  }

  @Test
  void readsTextJsonLinesAndParquetAlikeFromThisMachineAndThroughHadoop() throws IOException {
    List<String> lines = sentences();
    Path text = Files.write(folder.resolve("a.txt"), lines);
    Path json =
        Files.write(
            folder.resolve("a.jsonl"),
            lines.stream().map(line -> "{\"id\": 1, \"text\": \"" + line + "\"}").toList());
    Path packed = folder.resolve("a.ndjson.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Files.readAllBytes(json));
    }
    Files.write(packed, bytes.toByteArray());
    Path parquet = ParquetFiles.write(folder.resolve("a.parquet"), new ArrayList<>(lines));

    List<Tuple2<Long, String>> expected = records(text.toString(), Reading.USUAL);

    assertThat(expected).hasSize(3_000);
    for (Path file : List.of(text, json, packed, parquet)) {
      assertThat(records(file.toString(), Reading.USUAL)).as("%s", file).isEqualTo(expected);
      assertThat(records(file.toUri().toString(), Reading.USUAL))
          .as("%s", file)
          .isEqualTo(expected);
    }
  }

  @Test
  void numbersRowsOverTheTablesOfAFolder() throws IOException {
    List<String> lines = sentences();
    Path whole = Files.write(folder.resolve("whole.txt"), lines);
    Path tables = Files.createDirectory(folder.resolve("tables"));
    for (int i = 0; i < 5; i++) {
      ParquetFiles.write(
          tables.resolve("part-0000" + i + ".snappy.parquet"),
          new ArrayList<>(lines.subList(i * 600, (i + 1) * 600)));
    }
    Files.writeString(tables.resolve("_SUCCESS"), "");

    assertThat(records(tables.toString(), Reading.USUAL))
        .isEqualTo(records(whole.toString(), Reading.USUAL));
  }

  @Test
  void leavesOutRowsWithoutATextAndTextsThatAreNotUtf8() throws IOException {
    Path file = folder.resolve("a.parquet");
    List<byte @Nullable []> texts = new ArrayList<>();
    texts.add("one".getBytes(StandardCharsets.UTF_8));
    texts.add(null);
    texts.add(new byte[] {'a', (byte) 0xFF});
    texts.add(" ".getBytes(StandardCharsets.UTF_8));
    texts.add("two".getBytes(StandardCharsets.UTF_8));
    texts.add(null);
    ParquetFiles.writeBytes(file, texts);

    SparkText text = SparkText.check(spark, source(file.toString()), SKIP);

    assertThat(text.records().collect())
        .containsExactly(new Tuple2<>(0L, "one"), new Tuple2<>(1L, "two"));
    assertThat(text.skipped())
        .hasToString(
            "1 not UTF-8 (first: %s, row 3), 2 without the field (first: %s, row 2)"
                .formatted(file, file));
    assertThatThrownBy(() -> records(file.toString(), Reading.USUAL))
        .hasMessage(
            "corpus=%s: row 2: the cell is empty; expected a text in every row, or bad-records=skip"
                .formatted(file));
  }

  @Test
  void namesTheColumnsOfTextsWhereThereIsNoneOfTheName() throws IOException {
    Path file = ParquetFiles.write(folder.resolve("a.parquet"), List.of("one"));
    for (String field : List.of("body", "id", "words")) {
      Reading reading = new Reading(null, field, OnBadRecord.STOP);

      assertThatThrownBy(() -> records(file.toString(), reading))
          .isInstanceOf(CorpusException.class)
          .hasMessageEndingWith(
              "corpus-field=%s is no column of texts; expected one of [text]".formatted(field));
    }
  }

  @Test
  void saysWhichParquetFileIsCutShort() throws IOException {
    Path file = ParquetFiles.write(folder.resolve("a.parquet"), new ArrayList<>(sentences()));
    byte[] whole = Files.readAllBytes(file);
    Files.delete(folder.resolve(".a.parquet.crc"));
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> records(file.toString(), SKIP))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be read as Parquet")
        .hasMessageEndingWith("expected a whole file");
  }

  @Test
  void addsUpWhatWasLeftOutOverFilesInTheirOrder() throws IOException {
    Files.write(folder.resolve("a.txt"), "fine\n\u00ef\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(folder.resolve("b.txt"), "\u00ef\nwell\n".getBytes(StandardCharsets.ISO_8859_1));

    SparkText text = SparkText.check(spark, source(folder.toString()), SKIP);

    assertThat(text.records().collect())
        .containsExactly(new Tuple2<>(0L, "fine"), new Tuple2<>(1L, "well"));
    assertThat(text.skipped())
        .hasToString("2 not UTF-8 (first: %s, line 2, byte 5)".formatted(folder.resolve("a.txt")));
  }

  @Test
  void saysWhenNothingIsLeft() throws IOException {
    Path file = folder.resolve("a.jsonl");
    Files.writeString(file, "{\n");

    assertThatThrownBy(() -> records(file.toString(), SKIP))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("no text that can be used in it: 1 not JSON")
        .hasMessageEndingWith("expected at least one record");
  }
}
