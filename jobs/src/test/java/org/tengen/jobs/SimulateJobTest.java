package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateJobTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private final Captured tengen = new Captured();
  private Path corpus = Path.of("unset");
  private Path out = Path.of("unset");

  @BeforeEach
  void writeCorpus() throws IOException {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int word = random.nextInt(20);
      lines.add("w%d w%d w%d".formatted(word, (word * 7 + 3) % 20, (word * 3 + 1) % 20));
    }
    corpus = Files.write(folder.resolve("corpus.txt"), lines);
    out = folder.resolve("run");
  }

  private int simulate(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                ("simulate --corpus=%s --out=%s --workers=4 --batch=8 --window=2 --embedding=4"
                        + " --hidden=8 --vocabulary=50 --min-count=1 --validation=0.2"
                        + " --samples=1600 --evaluations=2")
                    .formatted(corpus, out)
                    .split(" ")));
    for (String each : more) {
      String flag = each.split("=", 2)[0] + "=";
      words.removeIf(word -> word.startsWith(flag));
      words.add(each);
    }
    return tengen.runReally(() -> false, words.toArray(String[]::new));
  }

  @Test
  void leavesAFolderThatReportReads() throws IOException {
    assertThat(simulate("--strategy=ssp:2", "--straggler=0:3x", "--seed=5"))
        .as(tengen.err())
        .isZero();

    JsonNode record = JSON.readTree(out.resolve("run.json").toFile());
    assertThat(record.at("/job").asText()).isEqualTo("simulate");
    assertThat(record.at("/settings/step-time/value").asText()).isEqualTo("lognormal:0.2:100ms");
    JsonNode run = JSON.readTree(out.resolve("result.json").toFile()).at("/runs/0");
    assertThat(run.at("/strategy").asText()).isEqualTo("ssp:2");
    assertThat(run.at("/samples").asLong()).isEqualTo(1600);
    // 50 clocks of the straggler, or fewer as others give more: seconds of a cluster, not of a test
    assertThat(run.at("/seconds").asDouble()).isBetween(5.0, 20.0);
    assertThat(out.resolve("metrics.jsonl")).isNotEmptyFile();
    assertThat(tengen.out()).contains("4 simulated workers, 2 shards, seed 5", "report: " + out);
    assertThat(tengen.runReally(() -> false, "report", out.toString())).isZero();
  }

  @Test
  void drawsStepsFromAnEarlierFolder() throws IOException {
    assertThat(simulate("--step-time=constant:30ms", "--server-speed=1")).isZero();
    Path first = out;
    out = folder.resolve("second");

    assertThat(simulate("--step-time=from:" + first, "--strategy=bsp")).as(tengen.err()).isZero();

    assertThat(tengen.out()).contains("measured: steps of ", "ms of CPU time, 200 of 4 workers");
    // 50 clocks of 30 ms, and some milliseconds of messages in each
    JsonNode run = JSON.readTree(out.resolve("result.json").toFile()).at("/runs/0");
    assertThat(run.at("/seconds").asDouble()).isBetween(50 * 0.028, 50 * 0.038);
  }

  @Test
  void refusesWhatDoesNotFitBeforeItStarts() {
    int exit = simulate("--workers=1024", "--vocabulary=1000000", "--embedding=64");

    assertThat(exit).isEqualTo(2);
    assertThat(tengen.err())
        .startsWith("tengen simulate: memory: the driver's heap is ")
        .containsPattern("with 1,024 simulated workers need \\d+ MB")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void showsTheMemoryAndTouchesNothing() {
    assertThat(simulate("--dry-run")).isZero();

    assertThat(tengen.out())
        .contains("4 in one thread", "memory under asp", "nothing was started or written");
    assertThat(out).doesNotExist();
  }

  @Test
  void saysOfAPlanHowManyTrainingsItHas() {
    assertThat(simulate("--dry-run", "--seeds=3", "--rate=0.001|0.002")).isZero();

    assertThat(tengen.out()).contains("seed 1,2,3, 6 trainings");
  }

  @Test
  void aFolderThatIsNoRunIsNothingToDrawFrom() {
    assertThat(simulate("--step-time=from:" + folder)).isEqualTo(2);

    assertThat(tengen.err()).contains("its metrics have no steps of each worker").hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void moreWorkersThanTextAreRefused() {
    assertThat(simulate("--workers=1000", "--samples=16000")).isEqualTo(2);

    assertThat(tengen.err())
        .contains("lane 0 gets none of the 400 records", "; expected fewer workers")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
