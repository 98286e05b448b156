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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoTrainingJobTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private final Captured tengen = new Captured();
  private Path out = Path.of("unset");

  @BeforeEach
  void choose() {
    out = folder.resolve("run");
  }

  @AfterEach
  void forgetSpark() {
    System.clearProperty("spark.master");
  }

  private int run(String... words) {
    return tengen.runReally(() -> false, words);
  }

  /** Games between two small searches. */
  private Path games() {
    Path games = folder.resolve("match");
    assertThat(
            run(
                ("match uct:10 uct:10 --size=5 --komi=0.5 --games=40 --opening-moves=3 --out="
                        + games)
                    .split(" ")))
        .as(tengen.err())
        .isZero();
    return games;
  }

  private String[] small(Path records, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "go"));
    words.addAll(
        List.of(
            ("--records=%s --out=%s --size=5 --komi=0.5 --history=2 --blocks=1 --filters=8"
                    + " --workers=2 --shards=2 --batch=16 --validation=0.2 --samples=640"
                    + " --evaluations=2 --checkpoint-every=none")
                .formatted(records, out)
                .split(" ")));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void learnsFromTheGamesOfAMatchAndSaysWhatItReachedAndWhereTheModelIs() throws IOException {
    Path games = games();

    assertThat(run(small(games))).as(tengen.err()).isZero();

    JsonNode run = JSON.readTree(out.resolve("result.json").toFile()).at("/runs/0");
    assertThat(run.at("/validation/policyAccuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(run.at("/validation/policyLoss").asDouble()).isBetween(0.5, 4.0);
    assertThat(run.at("/validation/valueError").asDouble()).isBetween(0.0, 4.0);
    assertThat(tengen.out())
        .contains("tengen train go: " + games)
        .contains("of validation positions the move that was played was the likeliest")
        .contains("games that nobody trained on")
        .contains("model: " + out + "/model");
    assertThat(Files.readString(out.resolve("model/model.properties")))
        .contains("\nwidth = 5\n")
        .contains("\nsamples = 640\n");
    assertThat(out.resolve("model/model.onnx")).isNotEmptyFile();
  }

  @Test
  void saysThatRecordsAreToBeNamed() {
    assertThat(run("train", "go", "--out=" + out)).isEqualTo(2);

    assertThat(tengen.err())
        .contains(
            "records=none: expected an SGF file, a tar archive of SGF files, a folder of both, or a"
                + " URL, e.g. --records games.tar.gz");
    assertThat(out).doesNotExist();
  }

  @Test
  void saysWhatRecordsItReadsWhereThereAreNone() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.writeString(empty.resolve("README.md"), "no game");

    assertThat(run(small(empty))).isEqualTo(2);

    assertThat(tengen.err()).contains("records=" + empty + ": none of 1 files is named as records");
    assertThat(out).doesNotExist();
  }

  @Test
  void aDryRunCountsTheNetworksParametersAndTouchesNothing() {
    assertThat(run(small(folder.resolve("gone"), "--dry-run"))).as(tengen.err()).isZero();

    assertThat(tengen.out()).contains("nothing was started or written").contains("640 samples");
    assertThat(out).doesNotExist();
  }
}
