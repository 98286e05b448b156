package org.tengen.go.gtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.go.BoardSize;

class GtpCommandsTest {
  private final Conversation engine = new Conversation();

  /** The last answer, without its end. */
  private String last(String... lines) {
    String[] answers = engine.say(lines).split("\n\n");
    assertThat(answers).hasSize(lines.length);
    return answers[lines.length - 1];
  }

  private static String rows(String board) {
    return board
        .lines()
        .skip(2)
        .limit(5)
        .map(row -> row.substring(2, 12))
        .reduce("", (a, b) -> a + b + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boardsize 19 | =",
        "boardsize 2 | =",
        "boardsize 1 | ? unacceptable size",
        "boardsize 20 | ? unacceptable size",
        "boardsize 2147483647 | ? unacceptable size",
        "boardsize 2147483648 | ? syntax error",
        "boardsize nine | ? syntax error",
        "boardsize | ? syntax error",
        "rectangular_boardsize 9 13 | =",
        "komi 6.5 | =",
        "komi -3 | =",
        "komi 7. | =",
        "komi NaN | ? syntax error",
        "komi 1e400 | ? syntax error",
        "komi 5000 | ? syntax error",
        "komi | ? syntax error",
        "play b e5 | =",
        "play BLACK E5 | =",
        "play w pass | =",
        "play w PASS | =",
        "play b i5 | ? syntax error",
        "play b e0 | ? syntax error",
        "play b | ? syntax error",
        "play red e5 | ? syntax error",
        "play b f6 | ? illegal move",
        "play b a6 | ? illegal move",
        "genmove | ? syntax error",
        "genmove b | = A5",
        "genmove white | = A5",
        "reg_genmove b | = A5",
        "undo | ? cannot undo",
        "time_settings 300 30 5 | =",
        "time_settings 300 | ? syntax error",
        "time_settings -1 0 0 | ? syntax error",
        "time_left b 30 0 | =",
        "time_left b 30 | ? syntax error",
        "time_left x 30 0 | ? syntax error",
        "final_score | = W+0.5",
        "final_status_list alive | =",
        "final_status_list happy | ? syntax error",
        "loadsgf /nowhere/x.sgf | ? cannot load file",
        "loadsgf | ? syntax error",
        "kgs-rules japanese | =",
        "kgs-rules marsian | ? unknown rules; expected one of Chinese, Japanese, Korean, AGA, NZ,"
            + " Tromp-Taylor",
        "kgs-time_settings none | =",
        "kgs-time_settings absolute 300 | =",
        "kgs-time_settings byoyomi 300 30 5 | =",
        "kgs-time_settings canadian 300 30 5 | =",
        "kgs-time_settings canadian 300 | ? syntax error",
        "kgs-time_settings fischer 300 5 | ? syntax error",
        "kgs-game_over | =",
        "kgs-chat private Anna hello there | = I am Tengen 1.2, a program.",
        "kgs-chat loudly Anna hello | ? syntax error",
        "lz-analyze red | ? syntax error",
        "kata-analyze b 100 ownership true | ? syntax error",
      })
  void answersAsTheProtocolWantsIt(String line, String answer) {
    assertThat(last(line).stripTrailing()).isEqualTo(answer);
  }

  @Test
  void playsUndoesAndShowsTheBoard() {
    assertThat(
            last(
                "play b c3",
                "play w c4",
                "play b a1",
                "undo",
                "play w e1",
                "genmove b",
                "showboard"))
        .isEqualTo(
            """
            =\s
               A B C D E
             5(X). . . .  5
             4 . . O . .  4
             3 . . X . .  3
             2 . . . . .  2
             1 . . . . O  1
               A B C D E
            White (O) to move, 4 moves, komi 0.5; prisoners: Black has 0, White has 0\
            """);
  }

  @Test
  void aPlayerMayMoveTwice() {
    assertThat(rows(last("play b c3", "play b c4", "showboard")))
        .contains(" . .(X). .\n . . X . .");
  }

  @Test
  void refusesMovesThatTheRulesForbidAndStaysAsItWas() {
    assertThat(engine.say("play b a4", "play b b5", "play w a5", "play b a4", "play w e5"))
        .isEqualTo("= \n\n= \n\n? illegal move\n\n? illegal move\n\n= \n\n");
  }

  @Test
  void aMoveThatIsAskedForToTryIsNotPlayed() {
    assertThat(engine.say("reg_genmove b", "reg_genmove b", "genmove b", "genmove b"))
        .isEqualTo("= A5\n\n= A5\n\n= A5\n\n= B5\n\n");
  }

  @Test
  void resignsWithoutAMove() {
    engine.player.resigns = true;
    assertThat(engine.say("genmove b", "undo")).isEqualTo("= resign\n\n? cannot undo\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "19, 2, D4 Q16",
    "19, 3, D4 Q16 D16",
    "19, 4, D4 Q16 D16 Q4",
    "19, 5, D4 Q16 D16 Q4 K10",
    "19, 6, D4 Q16 D16 Q4 D10 Q10",
    "19, 7, D4 Q16 D16 Q4 D10 Q10 K10",
    "19, 8, D4 Q16 D16 Q4 D10 Q10 K4 K16",
    "19, 9, D4 Q16 D16 Q4 D10 Q10 K4 K16 K10",
    "9, 4, C3 G7 C7 G3",
    "13, 9, D4 K10 D10 K4 D7 K7 G4 G10 G7",
  })
  void placesFixedHandicapStones(int size, int stones, String points) {
    assertThat(last("boardsize " + size, "fixed_handicap " + stones)).isEqualTo("= " + points);
  }

  @Test
  void refusesHandicapsThatCannotBe() {
    assertThat(last("boardsize 7", "fixed_handicap 5")).isEqualTo("? invalid number of stones");
    assertThat(last("boardsize 9", "fixed_handicap 1")).isEqualTo("? invalid number of stones");
    assertThat(last("fixed_handicap 2")).isEqualTo("? invalid number of stones");
    assertThat(last("boardsize 9", "play b e5", "fixed_handicap 2")).isEqualTo("? board not empty");
    assertThat(last("fixed_handicap two")).isEqualTo("? syntax error");
    assertThat(last("boardsize 7", "place_free_handicap 9")).isEqualTo("= C3 E5 C5 E3");
  }

  @ParameterizedTest
  @CsvSource({
    "A1 B2 C3, =",
    "A1, ? bad vertex list",
    "A1 A1, ? bad vertex list",
    "A1 pass, ? bad vertex list",
    "A1 Z9, ? bad vertex list",
    "A1 99, ? syntax error",
    "'', ? bad vertex list",
  })
  void takesHandicapStonesWhereItIsTold(String points, String answer) {
    assertThat(last("set_free_handicap " + points).stripTrailing()).isEqualTo(answer);
  }

  @Test
  void handicapStonesAreNotMovesAndCountForWhite() {
    assertThat(engine.say("komi 0", "set_free_handicap A1 B2 C3", "undo", "final_score"))
        .isEqualTo("= \n\n= \n\n? cannot undo\n\n= B+22\n\n");
    assertThat(last("set_free_handicap A1 B2", "set_free_handicap A3 B3"))
        .isEqualTo("? board not empty");
  }

  @Test
  void komiMayChangeWithinAGame() {
    assertThat(engine.say("play b c3", "komi 30", "final_score", "undo", "final_score"))
        .isEqualTo("= \n\n= \n\n= W+5\n\n= \n\n= W+30\n\n");
  }

  @Test
  void aKomiOverAHandicapKeepsIt() {
    assertThat(last("set_free_handicap A1 B2 C3", "komi 2", "final_score")).isEqualTo("= B+20");
  }

  @Test
  void countsWithoutTheStonesThatThePlayerTakesForDead() {
    BoardSize five = BoardSize.square(5);
    engine.player.dead = new int[] {five.point(0, 0), five.point(1, 0)};
    assertThat(
            engine.say(
                "komi 0",
                "play b c3",
                "play w a5",
                "play w b5",
                "final_score",
                "final_status_list dead",
                "final_status_list alive",
                "final_status_list seki"))
        .endsWith("= B+25\n\n= A5 B5\n\n= C3\n\n= \n\n");
  }

  @Test
  void listsStonesByChains() {
    assertThat(
            last(
                "play b a1",
                "play b b1",
                "play b b2",
                "play w e5",
                "play w e4",
                "play b d1",
                "final_status_list alive"))
        .isEqualTo("= E5 E4\nB2 A1 B1\nD1");
  }

  @Test
  void loadsARecordUpToAMove(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.sgf"), "(;SZ[5]KM[3]AB[ee];W[aa];B[bb];W[])");
    assertThat(rows(last("loadsgf " + file, "showboard")))
        .isEqualTo(" O . . . .\n . X . . .\n . . . . .\n . . . . .\n . . . . X\n");
    assertThat(last("loadsgf " + file, "genmove b")).isEqualTo("= pass");
    assertThat(last("loadsgf " + file + " 2", "undo", "undo")).isEqualTo("? cannot undo");
    assertThat(last("loadsgf " + file + " 1", "final_score")).isEqualTo("= B+22");
    Files.writeString(file, "(;SZ[5];B[aa];W[aa])");
    assertThat(last("play b e5", "loadsgf " + file, "undo")).isEqualTo("= ");
  }

  @Test
  void refusesBoardsThatThePlayerDoesNotPlay(@TempDir Path folder) throws IOException {
    engine.player.largest = 6;
    Path file = Files.writeString(folder.resolve("a.sgf"), "(;SZ[9];B[aa])");
    assertThat(last("boardsize 7")).isEqualTo("? unacceptable size");
    assertThat(last("loadsgf " + file)).isEqualTo("? cannot load file");
    assertThat(last("boardsize 6", "play b f6")).isEqualTo("= ");
    assertThat(last("boardsize 7", "loadsgf " + file, "play b f6")).isEqualTo("? illegal move");
  }

  @Test
  void aCleanupPassesOnlyWhenNothingOfTheOpponentsIsDead() {
    BoardSize five = BoardSize.square(5);
    assertThat(last("play b c3", "play w pass", "kgs-genmove_cleanup b")).isEqualTo("= pass");
    engine.player.dead = new int[] {five.point(2, 2)};
    assertThat(last("play b c3", "play w pass", "kgs-genmove_cleanup b")).isEqualTo("= pass");
    assertThat(last("play w c3", "play w pass", "kgs-genmove_cleanup b")).isEqualTo("= A5");
  }

  @Test
  void dealsItsTimeOverTheMovesToCome() {
    engine.say(
        "boardsize 9",
        "genmove b",
        "time_settings 100 0 0",
        "genmove b",
        "time_left w 5 0",
        "genmove w");
    assertThat(engine.player.limits)
        .containsExactly(
            Optional.empty(),
            Optional.of(Duration.ofNanos((long) (90 / ((0.7 * 81 - 1) / 2 + 10) * 1e9))),
            Optional.of(Duration.ofNanos((long) (4.5 / ((0.7 * 81 - 2) / 2 + 10) * 1e9))));
  }

  @Test
  void keepsItsOwnClockWhereNobodyTellsIt() {
    GameClock clock = new GameClock(TimeControl.canadian(10, 20, 4));
    clock.used(Duration.ofSeconds(9));
    assertThat(clock.budget(81, 0)).hasValue(Duration.ofMillis(900));
    clock.used(Duration.ofSeconds(2));
    assertThat(clock.budget(81, 0)).hasValue(Duration.ofMillis(4500));
    clock.used(Duration.ofSeconds(10));
    assertThat(clock.budget(81, 0)).hasValue(Duration.ofSeconds(3));
    clock.set(20, 1);
    assertThat(clock.budget(81, 0)).hasValue(Duration.ofSeconds(18));
  }

  @Test
  void aPeriodOfByoYomiIsTheMoves() {
    GameClock clock = new GameClock(TimeControl.byoYomi(0, 30, 3));
    assertThat(clock.budget(81, 0)).hasValue(Duration.ofSeconds(27));
    clock.used(Duration.ofSeconds(65));
    clock.used(Duration.ofSeconds(29));
    assertThat(clock.budget(81, 0)).hasValue(Duration.ofSeconds(27));
    assertThat(new GameClock(TimeControl.canadian(60, 30, 0)).budget(81, 0)).isEmpty();
  }
}
