package org.tengen.go.gtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an engine is told, it answers each line once, and is there for the next. */
class GtpFuzzTest {
  private static final List<String> COMMANDS =
      List.of(
          "boardsize",
          "rectangular_boardsize",
          "clear_board",
          "komi",
          "fixed_handicap",
          "place_free_handicap",
          "set_free_handicap",
          "play",
          "genmove",
          "undo",
          "time_settings",
          "time_left",
          "final_score",
          "final_status_list",
          "loadsgf",
          "reg_genmove",
          "showboard",
          "kgs-genmove_cleanup",
          "kgs-rules",
          "kgs-time_settings",
          "kgs-game_over",
          "kgs-chat",
          "lz-analyze",
          "kata-analyze",
          "lz-genmove_analyze",
          "analyze",
          "known_command",
          "list_commands",
          "protocol_version",
          "name",
          "version",
          "frobnicate");

  private static final List<String> WORDS =
      List.of(
          "b",
          "w",
          "black",
          "White",
          "red",
          "pass",
          "resign",
          "A1",
          "b2",
          "c3",
          "D4",
          "e5",
          "j9",
          "t19",
          "z25",
          "i1",
          "a0",
          "0",
          "1",
          "2",
          "5",
          "9",
          "19",
          "26",
          "-1",
          "2147483648",
          "7.5",
          "1e9",
          "NaN",
          "alive",
          "dead",
          "none",
          "byoyomi",
          "interval",
          "maxmoves",
          "chinese",
          "game",
          "/",
          "/dev/null",
          "\u5929",
          "#",
          "\t",
          "\u0001",
          "");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void answersEveryLineOnce(long seed) {
    check(seed, 2_000);
  }

  @Tag("simulation")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {101, 102, 103, 104})
  void answersEveryOneOfManyLinesOnce(long seed) {
    check(seed, 25_000);
  }

  private static void check(long seed, int count) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      lines.add(id + " " + line(random));
    }
    Conversation engine = new Conversation();
    String said = engine.say(lines.toArray(String[]::new));
    assertThat(engine.complaints).as("seed " + seed).isEmpty();
    String[] answers = said.split("\n\n");
    assertThat(answers).as("seed " + seed).hasSize(count);
    for (int id = 0; id < count; id++) {
      assertThat(answers[id]).as(lines.get(id)).matches("(?s)[=?]" + id + "[ \n].*|=" + id);
    }
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder();
    if (random.nextInt(20) == 0) {
      for (int i = random.nextInt(30); i > 0; i--) {
        line.append((char) (32 + random.nextInt(300)));
      }
      return line.toString().replace("quit", "");
    }
    line.append(COMMANDS.get(random.nextInt(COMMANDS.size())));
    for (int i = random.nextInt(5); i > 0; i--) {
      line.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return line.toString();
  }
}
