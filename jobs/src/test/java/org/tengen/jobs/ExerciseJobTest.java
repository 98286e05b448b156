package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class ExerciseJobTest {
  @TempDir Path folder;

  private final Captured tengen = new Captured();

  @AfterEach
  void forgetSpark() {
    System.clearProperty("spark.master");
  }

  private List<String> exercise(String name, String... more) throws IOException {
    Path out = folder.resolve(name);
    String[] typed =
        Stream.concat(Stream.of("exercise", name, "--out", out.toString()), Stream.of(more))
            .toArray(String[]::new);
    assertThat(tengen.runReally(() -> false, typed)).as(tengen.err()).isZero();
    assertThat(Files.readString(out.resolve("exercise.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("Exercise: " + name, "<svg ");
    assertThat(tengen.out()).contains("page: " + out.resolve("exercise.html"));
    return Files.readAllLines(out.resolve("figures.csv"));
  }

  private static double last(List<String> figures, String network) {
    String line = figures.stream().filter(l -> l.startsWith(network + ",")).reduce("", (a, b) -> b);
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }

  @Test
  void sigmoidUnitsAddAllHeldOutNumbers() throws IOException {
    List<String> figures = exercise("binary-addition");

    assertThat(last(figures, "sigmoid")).isEqualTo(1);
    assertThat(figures).anyMatch(line -> line.startsWith("relu,"));
    Path zip = folder.resolve("binary-addition/network-sigmoid.zip");
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
    assertThat(network.numParams()).isEqualTo(16 * (2 + 16 + 1) + 17);
    network.close();
    assertThat(folder.resolve("binary-addition/held-out-sums.svg")).isNotEmptyFile();
  }

  @Test
  void weightsThatAreTooSmallOrTooLargeLearnLessThanHes() throws IOException {
    List<String> figures = exercise("initialisations");

    assertThat(last(figures, "he")).isGreaterThan(0.8);
    assertThat(last(figures, "normal 0.01")).isLessThan(last(figures, "he") - 0.15);
    assertThat(last(figures, "normal 1")).isLessThan(last(figures, "he") - 0.15);
    assertThat(folder.resolve("initialisations/outputs-by-layer.svg")).isNotEmptyFile();
  }

  @Test
  void bothNetworksFindTheSine() throws IOException {
    List<String> figures = exercise("sine", "--steps", "120");

    // the noise alone makes 0.05^2 / 3 = 0.00083; the value before instead of the next makes 0.01
    assertThat(last(figures, "rnn")).isBetween(0.0008, 0.009);
    assertThat(last(figures, "lstm")).isBetween(0.0008, 0.009);
    assertThat(figures).anyMatch(line -> line.startsWith("lstm,3840,"));
    assertThat(folder.resolve("sine/left-to-themselves.svg")).isNotEmptyFile();
  }
}
