package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final Duration DEADLINE = Duration.ofMinutes(12);

  @TempDir private Path folder;

  private Path corpus(int sentences) throws IOException {
    return Files.write(folder.resolve("corpus-" + sentences + ".txt"), Texts.sentences(sentences));
  }

  /**
   * What {@link MemoryProbe} printed.
   *
   * @param task the corpus, trainings, samples, parts and the validation split's share
   */
  private List<Map<String, Long>> probe(String name, String master, Object... task)
      throws InterruptedException {
    // A heap of one size that is there from the start, so that the process grows by nothing else;
    // a small young generation, so that the peak is looked at often. Spark's own record of what it
    // ran, 40 KB a training, is kept short.
    List<String> options =
        List.of(
            "--master",
            master,
            "--driver-java-options",
            "-Xms600m -Xmn48m -XX:+AlwaysPreTouch -XX:+UseSerialGC",
            "--conf",
            "spark.ui.retainedJobs=10",
            "--conf",
            "spark.ui.retainedStages=10");
    List<String> command =
        Submission.submit(MemoryProbe.class.getName(), Submission.withTestClasses(options));
    command.add(task[0].toString());
    command.add(folder.resolve(name).toString());
    Arrays.stream(task).skip(1).forEach(word -> command.add(word.toString()));
    try (Child child = Child.start(name, folder, Built.ENVIRONMENT, command)) {
      assertThat(child.exitCode(DEADLINE)).as(child.text()).isZero();
      List<String> lines =
          child.text().lines().filter(line -> line.matches("(memory|peak) .*")).toList();
      lines.forEach(line -> System.out.println(name + ": " + line));
      return lines.stream().map(MemoryIT::figures).toList();
    }
  }

  private static Map<String, Long> figures(String line) {
    return Arrays.stream(line.split(" "))
        .filter(word -> word.contains("="))
        .map(word -> word.split("="))
        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
  }

  /** Compares the least of some looks with the least of later ones: what both times is held. */
  private static void assertFlat(List<Map<String, Long>> early, List<Map<String, Long>> late) {
    assertNoMore("heap", early, late, 4);
    assertNoMore("native", early, late, 1);
    assertNoMore("direct", early, late, 1);
    assertNoMore("mapped", early, late, 1);
    assertNoMore("rss", early, late, 32);
  }

  private static void assertNoMore(
      String figure, List<Map<String, Long>> early, List<Map<String, Long>> late, long allowedMb) {
    assertThat(least(figure, late))
        .as("the least %s, before: %d", figure, least(figure, early))
        .isLessThan(least(figure, early) + allowedMb * MB);
  }

  private static long least(String figure, List<Map<String, Long>> looks) {
    return looks.stream().mapToLong(look -> of(figure, look)).min().orElseThrow();
  }

  private static long of(String figure, Map<String, Long> figures) {
    return Objects.requireNonNull(figures.get(figure), figure);
  }

  /** The lines whose number of this kind is from {@code first} to {@code last}. */
  private static List<Map<String, Long>> between(
      String kind, long first, long last, List<Map<String, Long>> lines) {
    List<Map<String, Long>> some =
        lines.stream()
            .filter(line -> line.containsKey(kind))
            .filter(line -> of(kind, line) >= first && of(kind, line) <= last)
            .toList();
    assertThat(some).as("looks from %s %d to %d", kind, first, last).isNotEmpty();
    return some;
  }

  /** The first epoch warms up: classes are loaded and code is compiled in it. */
  @Test
  void twentyEpochsHoldWhatTwoHeld() throws IOException, InterruptedException {
    long epoch = 2_000 * 9 * 9 / 10;
    List<Map<String, Long>> lines =
        probe("epochs", "local[2,4]", corpus(2_000), 1, 20 * epoch, 20, 0.1);
    assertFlat(between("part", 2, 4, lines), between("part", 18, 20, lines));
  }

  @Test
  void theFiftiethTrainingHoldsWhatTheTenthHeld() throws IOException, InterruptedException {
    List<Map<String, Long>> lines = probe("stages", "local[2,4]", corpus(600), 50, 3_200, 4, 0.1);
    assertFlat(between("stage", 8, 12, lines), between("stage", 46, 50, lines));
  }

  @Test
  void tenTimesTheCorpusRaisesNotTheDriversHeap() throws IOException, InterruptedException {
    try (Cluster cluster = Cluster.start(folder, 2)) {
      long small = peak(probe("small", cluster.master(), corpus(20_000), 1, 6_400, 4, 0.005));
      long large = peak(probe("large", cluster.master(), corpus(200_000), 1, 6_400, 4, 0.0005));
      assertThat(large).isLessThan(small + 5 * MB);
    }
  }

  private static long peak(List<Map<String, Long>> lines) {
    Map<String, Long> last = lines.get(lines.size() - 1);
    assertThat(of("looks", last)).isGreaterThan(3);
    return of("heap", last);
  }
}
