package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on corpora that are not plain text of whole words. */
class CorpusJobTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private final Captured tengen = new Captured();

  @AfterEach
  void forgetSpark() {
    System.clearProperty("spark.master");
  }

  /** JSON lines of words that share their stems, the eighth and two more of them broken. */
  private Path corpus() throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> stems = List.of("walk", "talk", "jump", "look");
    for (int i = 0; i < 300; i++) {
      String one = stems.get(i % 4);
      String other = stems.get((i / 4) % 4);
      lines.add("{\"body\": \"%sing %sed and %ss\"}".formatted(one, other, one));
    }
    lines.add(7, "{\"body\": ");
    lines.add(100, "{\"text\": \"no body\"}");
    lines.add(200, "no json");
    return Files.write(folder.resolve("corpus.jsonl"), lines);
  }

  private String[] words(String job, Path corpus, Path out, String... more) {
    List<String> words = new ArrayList<>(List.of(job.split(" ")));
    words.addAll(
        List.of(
            ("--corpus=%s --out=%s --workers=2 --batch=8 --window=2 --embedding=4 --hidden=8"
                    + " --vocabulary=60 --min-count=1 --validation=0.2 --samples=1600"
                    + " --evaluations=2 --corpus-field=body --strategy=bsp")
                .formatted(corpus, out)
                .split(" ")));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void assertToldOfWhatWasLeftOut(Path corpus, Path out) throws IOException {
    JsonNode record = JSON.readTree(out.resolve("run.json").toFile()).path("skipped");
    assertThat(record.path("not JSON").path("records").asInt()).isEqualTo(2);
    assertThat(record.path("not JSON").path("first").asText())
        .startsWith(corpus + ", line 8, byte ");
    assertThat(record.path("without the field").path("records").asInt()).isEqualTo(1);
    String line =
        "2 not JSON (first: %s), 1 without the field (first: %s)"
            .formatted(
                record.path("not JSON").path("first").asText(),
                record.path("without the field").path("first").asText());
    assertThat(tengen.out()).contains("corpus=" + corpus + ": records left out: " + line);
    assertThat(Files.readString(out.resolve("report.md"))).contains("records left out", line);
  }

  @Test
  void trainsOnLearnedPiecesOfJsonLinesAndTellsOfWhatItLeftOut() throws IOException {
    Path corpus = corpus();
    Path out = folder.resolve("run");

    int exit =
        tengen.runReally(
            () -> false,
            words(
                "train next-word",
                corpus,
                out,
                "--bad-records=skip",
                "--tokenizer=words+bpe",
                "--merges=learn:12",
                "--dealing=tokens"));

    assertThat(exit).as(tengen.err()).isZero();
    assertToldOfWhatWasLeftOut(corpus, out);
    assertThat(Files.readAllLines(out.resolve("merges-seed-1.txt")))
        .hasSize(13)
        .startsWith("#version: 0.2")
        .contains("a lk");
  }

  @Test
  void simulatesOnTheSameCorpusAlike() throws IOException {
    Path corpus = corpus();
    Path out = folder.resolve("run");

    int exit =
        tengen.runReally(
            () -> false,
            words(
                "simulate",
                corpus,
                out,
                "--bad-records=skip",
                "--tokenizer=words+bpe",
                "--merges=learn:12",
                "--dealing=tokens"));

    assertThat(exit).as(tengen.err()).isZero();
    assertToldOfWhatWasLeftOut(corpus, out);
    assertThat(out.resolve("merges-seed-1.txt")).exists();
  }

  @Test
  void resumesWithTheMergesOfItsFolderWhenTheirFileIsGone() throws IOException {
    Path corpus = corpus();
    Path merges = Files.writeString(folder.resolve("m.txt"), "#version: 0.2\na l\nal k\n");
    Path out = folder.resolve("run");

    int stopped =
        tengen.runReally(
            () -> Files.exists(out.resolve("merges.txt")),
            words(
                "train next-word",
                corpus,
                out,
                "--bad-records=skip",
                "--tokenizer=words+bpe",
                "--merges=" + merges));
    Files.delete(merges);
    int resumed = tengen.runReally(() -> false, "train", "next-word", "--resume", out.toString());

    assertThat(stopped).isEqualTo(3);
    assertThat(resumed).as(tengen.err()).isZero();
    assertThat(out.resolve("merges.txt")).hasContent("#version: 0.2\na l\nal k\n");
  }

  @Test
  void stopsAtTheFirstRecordThatCannotBeUsed() throws IOException {
    Path corpus = corpus();
    Path out = folder.resolve("run");

    int exit = tengen.runReally(() -> false, words("train next-word", corpus, out));

    assertThat(exit).isEqualTo(2);
    assertThat(tengen.err())
        .contains(
            "tengen train next-word: corpus=" + corpus + ": line 8, byte ",
            "is not JSON (",
            "expected a JSON object a line, or bad-records=skip");
    assertThat(out).doesNotExist();
  }

  @Test
  void namesMergesThatAreNotThere() throws IOException {
    Path out = folder.resolve("run");

    int exit =
        tengen.runReally(
            () -> false,
            words(
                "train next-word",
                corpus(),
                out,
                "--bad-records=skip",
                "--tokenizer=words+bpe",
                "--merges=" + folder.resolve("none.txt")));

    assertThat(exit).isEqualTo(2);
    assertThat(tengen.err())
        .contains(
            "merges="
                + folder.resolve("none.txt")
                + ": cannot be read; expected a file as subword-nmt writes it, or learn:N");
    assertThat(out).doesNotExist();
  }
}
