package org.tengen.go.gtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.go.BoardSize;
import org.tengen.go.Rules;

class GtpServerTest {
  private final Conversation engine = new Conversation();

  @Test
  void answersWithTheNumberOfTheCommand() {
    assertThat(engine.say("protocol_version", "1 name", "002 version", "3 frobnicate"))
        .isEqualTo("= 2\n\n=1 Tengen\n\n=002 1.2\n\n?3 unknown command\n\n");
  }

  @Test
  void tidiesLinesBeforeItReadsThem() {
    assertThat(
            engine.sayRaw(
                "# a comment\n\n \t \r\n7\tknown_\u0001command\tname # is it\r\nna\u007fme#\n"))
        .isEqualTo("=7 true\n\n= Tengen\n\n");
  }

  @Test
  void answersALineWithoutAnEndToo() {
    assertThat(engine.sayRaw("name")).isEqualTo("= Tengen\n\n");
  }

  @Test
  void endsWithQuitAndAnswersNothingBehindIt() {
    assertThat(engine.say("1 quit", "2 name")).isEqualTo("=1 \n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "12, ?12 unknown command",
    "2147483647 name, =2147483647 Tengen",
    "2147483648 name, ? unknown command",
    "-1 name, ? unknown command",
    "NAME, ? unknown command",
    "known_command, ? syntax error",
    "known_command frobnicate, = false",
    "known_command lz-analyze, = true",
  })
  void readsNumbersAndNames(String line, String answer) {
    assertThat(engine.say(line)).isEqualTo(answer + "\n\n");
  }

  @Test
  void listsItsCommands() {
    String[] names = engine.say("list_commands").replaceFirst("= ", "").strip().split("\n");
    assertThat(names)
        .contains("protocol_version", "name", "version", "known_command", "list_commands", "quit")
        .contains("boardsize", "clear_board", "komi", "fixed_handicap", "place_free_handicap")
        .contains("set_free_handicap", "play", "genmove", "undo", "time_settings", "time_left")
        .contains("final_score", "final_status_list", "loadsgf", "reg_genmove", "showboard")
        .contains("kgs-genmove_cleanup", "kgs-rules", "kgs-time_settings", "kgs-game_over")
        .contains("kgs-chat", "lz-analyze", "kata-analyze", "lz-genmove_analyze", "analyze")
        .isSorted();
    for (String name : names) {
      assertThat(engine.say("known_command " + name)).isEqualTo("= true\n\n");
    }
  }

  @Test
  void refusesALineLongerThanItReads() {
    assertThat(engine.say("5 play b " + "D4 ".repeat(30_000), "6 name"))
        .isEqualTo("?5 line too long\n\n=6 Tengen\n\n");
  }

  @Test
  void aFaultOfThePlayerCostsTheCommandAndIsTold() {
    engine.player.fails = true;
    assertThat(engine.say("1 genmove b", "2 lz-analyze", "3 name"))
        .isEqualTo("?1 internal error\n\n=2\n\n=3 Tengen\n\n");
    assertThat(engine.complaints)
        .containsExactly(
            "genmove: java.lang.IllegalStateException: a fault of the player",
            "lz-analyze: java.lang.IllegalStateException: a fault of the player");
  }

  @Test
  void endsWhenNobodyTakesItsAnswers() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("closed");
          }
        };
    GtpSettings settings = new GtpSettings("a", "b", BoardSize.square(5), Rules.CHINESE, 1);
    GtpServer server =
        new GtpServer(settings, engine.player, () -> 0, Conversation.THREADS, line -> {});
    assertThatThrownBy(
            () -> server.serve(new ByteArrayInputStream("name\nname\n".getBytes(UTF_8)), closed))
        .isInstanceOf(IOException.class)
        .hasMessage("closed");
  }

  @Test
  void noAnswerHasAnEmptyLineOrControlCharactersInIt() {
    assertThat(new GtpReply(true, "a\n\n\nb\r\u0007\tc\n").encoded("1"))
        .isEqualTo("=1 a\nb\tc\n\n");
  }

  @Test
  void givesEveryGameASeedOfItsOwnThatTheFirstDecides() {
    engine.say("clear_board", "boardsize 7");
    List<Long> first = List.copyOf(engine.player.seeds);
    assertThat(first).hasSize(3).doesNotHaveDuplicates().startsWith(7L);
    engine.player.seeds.clear();
    engine.say("clear_board", "boardsize 7");
    assertThat(engine.player.seeds).isEqualTo(first);
  }
}
