package org.tengen.go.gtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtpClientTest {
  /** No test waits for it unless it fails. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /**
   * Answers each line with what {@code body} prints; {@code $id} and {@code $command} are its
   * words.
   */
  private static String engine(String body) {
    return "sh -c 'while read id command rest; do " + body + "; done'";
  }

  private static GtpClient start(String commandLine) {
    return GtpClient.start(commandLine, System::nanoTime, Conversation.THREADS);
  }

  @Test
  void sendsCommandsAndReadsAnswers() throws InterruptedException {
    try (GtpClient client = start(engine("printf \"=%s %s, %s\\n\\n\" $id $command \"$rest\""))) {
      assertThat(client.send("play b D4", LONG)).isEqualTo(new GtpReply(true, "play, b D4"));
      assertThat(client.require("genmove w", LONG)).isEqualTo("genmove, w");
    }
  }

  @Test
  void readsAnswersOfSeveralLinesAndFailures() throws InterruptedException {
    String lines =
        "printf \"\\n\\r\\n=%s one\\r\\ntwo\\tthree  \\n\\n?%s no\\n\\n\" $id $((id+1)); read x";
    try (GtpClient client = start(engine(lines))) {
      assertThat(client.send("first", LONG)).isEqualTo(new GtpReply(true, "one\ntwo three"));
      assertThat(client.send("second", LONG)).isEqualTo(new GtpReply(false, "no"));
    }
  }

  @Test
  void aRefusalOfWhatMustNotFailNamesTheEngine() throws InterruptedException {
    String line = engine("printf \"?%s unacceptable size\\n\\n\" $id");
    try (GtpClient client = start(line)) {
      assertThatThrownBy(() -> client.require("boardsize 23", LONG))
          .isInstanceOf(EngineException.class)
          .hasMessage("engine " + line + ": refuses boardsize 23: unacceptable size");
      assertThat(client.send("boardsize 23", LONG).ok()).isFalse();
    }
  }

  @Test
  void saysWhichProgramIsNotThere() {
    assertThatThrownBy(() -> start("/nowhere/gnugo --mode gtp"))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("engine /nowhere/gnugo --mode gtp: cannot be started: ");
  }

  @Test
  void saysWhatAnEngineThatDiedLastSaid() {
    String line = "sh -c 'read line; echo first >&2; echo out of stones >&2; exit 3'";
    GtpClient client = start(line);
    assertThatThrownBy(() -> client.send("genmove b", LONG))
        .hasMessage(
            "engine "
                + line
                + ": died with exit code 3 before it answered to genmove b; it last said: out of"
                + " stones");
    assertThatThrownBy(() -> client.send("name", LONG))
        .hasMessageContaining("died with exit code 3 before it answered to name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Welcome to Go! | Welcome to Go!",
        "= D4 | = D4",
        "=7 D4 | =7 D4",
        "=1D4 | =1D4",
        "!1 D4 | !1 D4",
      })
  void saysWhatIsNoAnswer(String answer, String shown) {
    String line = engine("printf \"" + answer + "\\n\\n\"");
    GtpClient client = start(line);
    assertThatThrownBy(() -> client.send("genmove b", LONG))
        .hasMessage(
            "engine "
                + line
                + ": answers to genmove b: "
                + shown
                + "; expected =1 or ?1 and an answer");
    assertThat(isGone(client)).isTrue();
  }

  @Test
  void givesUpAnEngineThatSaysNothingAndEndsItWithAllThatItStarted() throws InterruptedException {
    String line = "sh -c 'sleep 1000 & read line; printf \"=1\\n\\n\"; sleep 1000'";
    GtpClient client = start(line);
    client.require("name", LONG);
    List<ProcessHandle> started =
        ProcessHandle.of(client.pid()).orElseThrow().descendants().toList();
    assertThat(started).isNotEmpty();
    assertThatThrownBy(() -> client.send("genmove b", Duration.ofMillis(300)))
        .hasMessage("engine " + line + ": did not answer to genmove b within 0.3 s");
    assertThat(isGone(client)).isTrue();
    assertThat(started)
        .allSatisfy(each -> assertThat(each.onExit()).succeedsWithin(60, TimeUnit.SECONDS));
  }

  @Test
  void givesUpAnEngineThatNeverComesToAnEnd() {
    GtpClient empty = start("sh -c 'yes \"\"'");
    assertThatThrownBy(() -> empty.send("name", Duration.ofMillis(500)))
        .hasMessage("engine sh -c 'yes \"\"': did not answer to name within 0.5 s");
    GtpClient endless = start("sh -c 'echo =1; yes a'");
    assertThatThrownBy(() -> endless.send("name", LONG))
        .hasMessage("engine sh -c 'echo =1; yes a': answers to name with more than 10,000 lines");
    GtpClient zeros = start("sh -c 'cat /dev/zero'");
    assertThatThrownBy(() -> zeros.send("name", Duration.ofMillis(500)))
        .hasMessage("engine sh -c 'cat /dev/zero': did not answer to name within 0.5 s");
  }

  @Test
  void asksAnEngineToEndBeforeItEndsIt(@TempDir Path folder) {
    Path file = folder.resolve("asked");
    GtpClient polite = start("sh -c 'read line; test \"$line\" = quit && touch " + file + "'");
    polite.close();
    assertThat(isGone(polite)).isTrue();
    assertThat(file).exists();
    GtpClient stubborn = start("sh -c 'sleep 1000'");
    stubborn.close();
    assertThat(isGone(stubborn)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "gnugo --mode gtp | [gnugo, --mode, gtp]",
        "sh  -c 'a \"b\" c' | [sh, -c, a \"b\" c]",
        "\"my engine\"/go x'y z' '' | [my engine/go, xy z, ]",
      })
  void cutsCommandLinesAsAShellDoes(String line, String words) {
    assertThat(CommandLine.words(line)).hasToString(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh -c 'a", " ", "\""})
  void refusesCommandLinesWithoutAnEnd(String line) {
    assertThatThrownBy(() -> CommandLine.words(line))
        .hasMessage("engine=" + line + ": expected a command line, e.g. gnugo --mode gtp");
  }

  private static boolean isGone(GtpClient client) {
    return ProcessHandle.of(client.pid())
        .map(process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join() != null)
        .orElse(true);
  }
}
