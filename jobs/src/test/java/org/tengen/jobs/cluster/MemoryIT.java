package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A longer run, a later training and a larger corpus hold no more memory. */
@Tag("cluster")
@Timeout(900)
class MemoryIT {
  private static final long MB = 1 << 20;

  @TempDir private Path folder;

  private Path corpus(int sentences) throws IOException {
    return Files.write(folder.resolve("corpus-" + sentences + ".txt"), Texts.sentences(sentences));
  }

  /** What {@link MemoryProbe} printed. */
  private List<String> probe(
      String name, String master, Path corpus, int trainings, long samples, double validation)
      throws InterruptedException {
    // a heap of one size that is there from the start, so that the process grows by nothing else
    List<String> options =
        List.of(
            "--master",
            master,
            "--driver-java-options",
            "-Xms600m -XX:+AlwaysPreTouch -XX:+UseSerialGC");
    List<String> command =
        Submission.submit(MemoryProbe.class.getName(), Submission.withTestClasses(options));
    command.addAll(
        List.of(
            corpus.toString(),
            folder.resolve(name).toString(),
            String.valueOf(trainings),
            String.valueOf(samples),
            String.valueOf(validation)));
    try (Child child = Child.start(name, folder, Built.ENVIRONMENT, command)) {
      assertThat(child.exitCode(Duration.ofMinutes(12))).as(child.text()).isZero();
      List<String> lines =
          child.text().lines().filter(line -> line.matches("(memory|peak) .*")).toList();
      lines.forEach(line -> System.out.println(name + ": " + line));
      return lines;
    }
  }

  private static Map<String, Long> figures(String line) {
    return Arrays.stream(line.split(" "))
        .filter(word -> word.contains("="))
        .map(word -> word.split("="))
        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
  }

  private static void assertFlat(Map<String, Long> early, Map<String, Long> late) {
    assertNoMore("heap", early, late, 10);
    assertNoMore("native", early, late, 4);
    assertNoMore("direct", early, late, 4);
    assertNoMore("mapped", early, late, 4);
    assertNoMore("rss", early, late, 64);
  }

  private static void assertNoMore(
      String figure, Map<String, Long> early, Map<String, Long> late, long allowedMb) {
    assertThat(of(figure, late)).as(figure).isLessThan(of(figure, early) + allowedMb * MB);
  }

  private static long of(String figure, Map<String, Long> figures) {
    return Objects.requireNonNull(figures.get(figure), figure);
  }

  @Test
  void twentyEpochsHoldWhatFiveHeld() throws IOException, InterruptedException {
    Path corpus = corpus(600);
    List<String> lines = probe("epochs", "local[2,4]", corpus, 1, 20 * 4_860, 0.1);
    List<Map<String, Long>> quarters = new ArrayList<>();
    lines.stream()
        .filter(line -> line.contains("samples="))
        .forEach(line -> quarters.add(figures(line)));
    assertThat(quarters).hasSize(4);
    assertFlat(quarters.get(0), quarters.get(3));
  }

  @Test
  void theFiftiethTrainingHoldsWhatTheTenthHeld() throws IOException, InterruptedException {
    List<String> lines = probe("stages", "local[2,4]", corpus(600), 50, 3_200, 0.1);
    List<Map<String, Long>> stages =
        lines.stream().filter(line -> line.contains("stage=")).map(MemoryIT::figures).toList();
    assertThat(stages).hasSize(50);
    assertFlat(stages.get(9), stages.get(49));
  }

  @Test
  void tenTimesTheCorpusRaisesNotTheDriversHeap() throws IOException, InterruptedException {
    try (Cluster cluster = Cluster.start(folder, 2)) {
      long small = peak(probe("small", cluster.master(), corpus(20_000), 1, 6_400, 0.005));
      long large = peak(probe("large", cluster.master(), corpus(200_000), 1, 6_400, 0.0005));
      assertThat(large).isLessThan(small + 5 * MB);
    }
  }

  private static long peak(List<String> lines) {
    return of("heap", figures(lines.get(lines.size() - 1)));
  }
}
