package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageModelJobTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private final Captured tengen = new Captured();
  private Path corpus = Path.of("unset");
  private Path out = Path.of("unset");

  @BeforeEach
  void writeCorpus() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int from = i * 7 % 8;
      lines.add("w%d w%d w%d".formatted(from, (from + 1) % 8, (from + 2) % 8));
    }
    corpus = Files.write(folder.resolve("corpus.txt"), lines);
    out = folder.resolve("run");
  }

  @AfterEach
  void forgetSpark() {
    System.clearProperty("spark.master");
  }

  private String[] small(String... more) {
    List<String> words = new ArrayList<>(List.of("train", "lm"));
    words.addAll(
        List.of(
            ("--corpus=%s --out=%s --workers=2 --shards=2 --batch=16 --bptt=4 --embedding=8"
                    + " --hidden=8 --vocabulary=50 --min-count=1 --validation=0.2 --samples=3200"
                    + " --evaluations=2 --checkpoint-every=none --strategy=bsp --rate=0.02")
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

  private JsonNode result() throws IOException {
    return JSON.readTree(out.resolve("result.json").toFile()).at("/runs/0");
  }

  @ParameterizedTest
  @CsvSource({
    "--cell=rnn",
    "--cell=lstm --tied --dropout=0.2",
    "--cell=lstm-peephole --layer-norm",
    "--cell=gru --layers=2 --softmax=sampled:5 --strategy=asp:dc",
    "--cell=gru --bidirectional --layer-norm --side=2",
    "--cell=lstm --carry=3 --strategy=local:4 --codec=bfloat16"
  })
  void trainsEachKindOfNetworkAndSaysWhatItsPerplexityIsOf(String flags) throws IOException {
    assertThat(run(small(flags.split(" ")))).as(tengen.err()).isZero();
    assertThat(result().at("/validation/perplexity").asDouble()).isBetween(1.0, 9.0);
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(out.resolve("weights.f32")).isNotEmptyFile();
    assertThat(out.resolve("vocabulary.txt")).content().startsWith("tengen-vocabulary 1 11");
    assertThat(tengen.out())
        .contains("tengen train lm: ")
        .contains("perplexity: of every word and every end of a sentence of the validation split");
  }

  @Test
  void stopsResumablyAndGoesOnToTheSameBits() throws IOException {
    assertThat(run(small())).as(tengen.err()).isZero();
    String unharmed = result().at("/weightsSha256").asText();
    out = folder.resolve("stopped");
    AtomicInteger looks = new AtomicInteger();
    int exit = tengen.runReally(() -> looks.incrementAndGet() > 1, small());
    assertThat(exit).isEqualTo(3);
    assertThat(run("train", "lm", "--resume", out.toString())).as(tengen.err()).isZero();
    assertThat(result().at("/weightsSha256").asText()).isEqualTo(unharmed);
  }

  @Test
  void aSampleGoesOnWithThePromptAndItsSeedDecidesIt() {
    assertThat(run(small("--samples=19200"))).as(tengen.err()).isZero();
    String[] sample = {
      "sample", out.toString(), "--prompt", "w3 w4 what", "--words", "30", "--seed", "5"
    };

    String first = said(sample);

    assertThat(first).startsWith("w3 w4 what").doesNotContain("<unk>", "<s>");
    assertThat(first.split("\\s+")).hasSize(33);
    assertThat(said(sample)).isEqualTo(first);
    sample[7] = "6";
    assertThat(said(sample)).isNotEqualTo(first);
    assertThat(
            said("sample", out.toString(), "--prompt", "w3", "--words", "2", "--temperature", "0"))
        .isEqualTo("w3 w4 w5" + System.lineSeparator());
    assertThat(tengen.err()).contains("prompt: not in the vocabulary, and read as one: what");
  }

  private String said(String... words) {
    int before = tengen.out().length();
    assertThat(run(words)).as(tengen.err()).isZero();
    return tengen.out().substring(before);
  }

  @Test
  void aDryRunShowsPlacementAndMemoryAndTouchesNothing() {
    assertThat(run(small("--dry-run"))).isZero();
    assertThat(tengen.out()).contains("shards         2 in the driver's JVM", "memory under bsp");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bptt=5 | batch=16: bptt=5 is no part of it; expected a multiple, e.g. batch=20",
        "--tied --hidden=9 | tied=on: embedding=8 and hidden=9; expected the same number for both",
        "--bidirectional --tied | tied=on: bidirectional=on has no such network; expected tied=off",
        "--bidirectional --softmax=sampled:5 | softmax=sampled:5: bidirectional=on has no such"
            + " network; expected softmax=full",
        "--softmax=sampled:51 | softmax=sampled:51: vocabulary=50 has fewer words; expected"
            + " softmax=full, or fewer to draw",
        "--softmax=sampled:40 | softmax=sampled:40: the text has 11 words; expected softmax=full, or"
            + " fewer to draw"
      })
  void saysInOneLineWhatDoesNotGoTogether(String flags, String error) {
    assertThat(run(small(flags.split(" ")))).isEqualTo(2);
    assertThat(tengen.err().lines().filter(line -> line.startsWith("tengen "))).hasSize(1);
    assertThat(tengen.err()).contains("tengen train lm: " + error);
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesToGoOnWithTheTextOfWhatIsNoTrainedNetwork() throws IOException {
    Files.createDirectories(out);
    assertThat(run("sample", out.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen sample: RUN=%s: has no run.json; expected the folder of a run%n"
                .formatted(out));
  }
}
