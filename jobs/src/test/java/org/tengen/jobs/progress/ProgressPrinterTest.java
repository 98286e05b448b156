package org.tengen.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tengen.driver.training.TrainingProgress;

class ProgressPrinterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long nowMs;

  private ProgressPrinter printer(boolean rewrites, int columns) {
    return new ProgressPrinter(out, rewrites, columns, () -> TimeUnit.MILLISECONDS.toNanos(nowMs));
  }

  private static TrainingProgress status(String strategy, long samples) {
    return progress(strategy, samples, samples / 8_000.0, 412.34, 0.031, 1.42);
  }

  private static TrainingProgress progress(
      String strategy,
      long samples,
      double seconds,
      double perplexity,
      double idle,
      double staleness) {
    return new TrainingProgress(
        strategy, 1, 1, 200_000, samples, seconds, Math.log(perplexity), idle, staleness);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void saysHowFarItIsHowFastAndHowLongItTakes() {
    printer(false, 80)
        .onProgress(
            new TrainingProgress(
                "asp", 3, 4, 200_000, 82_500, 10.3125, Math.log(412.34), 0.031, 1.42));
    assertThat(printed())
        .isEqualTo(
            "asp 3/4  41% ETA 00:15 | 82,500 samples, 8,000/s | perplexity 412.3 | idle 3% |"
                + " staleness 1.4"
                + System.lineSeparator());
  }

  @Test
  void hasNoEtaOrPerplexityBeforeThereIsOne() {
    assertThat(StatusLine.of(progress("bsp", 0, 0, Double.NaN, 0, 0)))
        .isEqualTo("bsp   0% ETA --:-- | 0 samples, 0/s | perplexity - | idle 0% | staleness 0.0");
  }

  @Test
  void wordVectorsHaveWordsAndALossAndNoPerplexity() {
    TrainingProgress words =
        new TrainingProgress("asp", 1, 1, 200_000, 82_500, 10.3125, 1.2344, 0.031, 1.42);
    assertThat(StatusLine.ofWords(words))
        .isEqualTo(
            "asp  41% ETA 00:15 | 82,500 words, 8,000/s | loss 1.234 | idle 3% | staleness 1.4");
    assertThat(StatusLine.ofWords(progress("asp", 0, 0, Double.NaN, 0, 0))).contains("| loss - |");
  }

  @Test
  void countsHoursInALongRun() {
    TrainingProgress slow = progress("bsp", 100, 2, 100, 0, 0);
    assertThat(StatusLine.of(slow)).contains("ETA 1:06:38");
  }

  @Test
  void printsALineEveryTenSecondsInALog() {
    ProgressPrinter printer = printer(false, 80);
    for (nowMs = 0; nowMs <= 20_000; nowMs += 100) {
      printer.onProgress(status("asp", nowMs));
    }
    assertThat(printed().lines()).hasSize(3);
  }

  @Test
  void rewritesOneLineOnATerminalAndLeavesNoRest() {
    ProgressPrinter printer = printer(true, 200);
    printer.onProgress(progress("asp", 100_000, 12.5, 1234.5, 0.10, 12.5));
    nowMs = 300;
    printer.onProgress(progress("asp", 100_100, 12.5, 99.5, 0.01, 2.5));
    String[] lines = printed().split("\r", -1);
    assertThat(printed()).doesNotContain("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[2]).hasSize(lines[1].length()).endsWith("staleness 2.5    ");
  }

  @Test
  void cutsTheLineAtTheTerminalsWidth() {
    printer(true, 40).onProgress(status("asp", 82_500));
    assertThat(printed().substring(1)).hasSize(39).startsWith("asp  41% ETA 00:15");
  }

  @Test
  void waitsAQuarterOfASecondOnATerminal() {
    ProgressPrinter printer = printer(true, 80);
    printer.onProgress(status("asp", 1));
    nowMs = 249;
    printer.onProgress(status("asp", 2));
    assertThat(printed()).contains("1 samples").doesNotContain("2 samples");
  }

  @Test
  void showsANewTrainingAtOnce() {
    ProgressPrinter printer = printer(false, 80);
    printer.onProgress(status("bsp", 1));
    printer.onProgress(status("asp", 1));
    assertThat(printed().lines()).hasSize(2);
  }

  @Test
  void takesTheLineAwayWhenAsked() {
    ProgressPrinter printer = printer(true, 30);
    printer.onProgress(status("asp", 1));
    bytes.reset();
    printer.clear();
    printer.clear();
    assertThat(printed()).isEqualTo("\r" + " ".repeat(29) + "\r");
  }
}
