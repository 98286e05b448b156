package org.tengen.go.sgf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.KoRule;
import org.tengen.go.Rules;

class GameInfoTest {
  private static GameInfo info(String root) {
    return GameInfo.of(Trees.read("(;" + root + ";B[aa])"));
  }

  @Test
  void readsWhatARecordSaysOfItsGame() {
    GameInfo info = info("GM[1]SZ[9]KM[5.5]HA[2]RU[Japanese]PB[ Anna\nB. ]RE[W+2.5]");
    assertThat(info.size()).isEqualTo(BoardSize.square(9));
    assertThat(info.komi()).hasValue(5.5);
    assertThat(info.handicap()).isEqualTo(2);
    assertThat(info.rules()).hasValue(Rules.JAPANESE.withKomi(5.5));
    assertThat(info.player(Colour.BLACK)).hasValue("Anna B.");
    assertThat(info.player(Colour.WHITE)).isEmpty();
    assertThat(info.result()).hasToString("W+2.5");
  }

  @Test
  void hasAnAnswerForARecordThatSaysNothing() {
    GameInfo info = info("C[hello]");
    assertThat(info.size()).isEqualTo(BoardSize.square(19));
    assertThat(info.komi()).isEmpty();
    assertThat(info.handicap()).isZero();
    assertThat(info.rules()).isEmpty();
    assertThat(info.result()).isEqualTo(GameResult.UNKNOWN);
  }

  @Test
  void findsPropertiesOfTheGameBehindTheRoot() {
    assertThat(GameInfo.of(Trees.read("(;GM[1];KM[6,5];B[aa])")).komi()).hasValue(6.5);
  }

  @Test
  void columnsStandBeforeRows() {
    assertThat(info("SZ[9:13]").size()).isEqualTo(new BoardSize(9, 13));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SZ[26] | test.sgf: line 1, byte 2: SZ[26]: board size=26x26: expected 1x2 to 19x19"
            + " (columns x rows)",
        "SZ[9x9] | test.sgf: line 1, byte 2: SZ[9x9]: expected a size such as 9, 19 or 9:13",
        "GM[2] | test.sgf: line 1, byte 2: GM[2] is another game; expected Go, GM[1]",
      })
  void refusesBoardsThatItHasNot(String root, String message) {
    assertThatThrownBy(() -> info(root).size()).hasMessage(message);
  }

  @Test
  void refusesNumbersThatAreNone() {
    assertThatThrownBy(() -> info("KM[six]").komi())
        .hasMessage("test.sgf: line 1, byte 2: KM[six]: expected a number such as 7.5");
    assertThatThrownBy(() -> info("HA[-1]").handicap())
        .hasMessage("test.sgf: line 1, byte 2: HA[-1]: expected a number such as 2");
    assertThatThrownBy(() -> info("RU[AGA]KM[5000]").rules())
        .hasMessage(
            "test.sgf: line 1, byte 2: KM: komi=5000.0: expected a number of points, -1000 to"
                + " 1000");
  }

  @ParameterizedTest
  @CsvSource({
    "B+3.5, BLACK, SCORE, 3.5, B+3.5",
    "W+10, WHITE, SCORE, 10, W+10",
    "w + 0.50, WHITE, SCORE, 0.5, W+0.5",
    "'B+1,5', BLACK, SCORE, 1.5, B+1.5",
    "W+R, WHITE, RESIGNATION, 0, W+R",
    "B+Resign, BLACK, RESIGNATION, 0, B+R",
    "B+T, BLACK, TIME, 0, B+T",
    "W+Time, WHITE, TIME, 0, W+T",
    "B+Forfeit, BLACK, FORFEIT, 0, B+F",
    "W+, WHITE, UNSTATED, 0, W+",
    "B+moyo, BLACK, UNSTATED, 0, B+",
    "0, , DRAW, 0, 0",
    "Draw, , DRAW, 0, 0",
    "Void, , VOID, 0, Void",
    "?, , UNKNOWN, 0, ?",
    "White is ahead, , UNKNOWN, 0, ?",
  })
  void readsResults(String text, Colour winner, GameResult.End end, double margin, String again) {
    assertThat(GameResult.parse(text)).isEqualTo(new GameResult(winner, end, margin));
    assertThat(GameResult.parse(text)).hasToString(again);
  }

  @Test
  void knowsRulesByTheirNames() {
    assertThat(RuleNames.parse("chinese")).hasValue(Rules.CHINESE);
    assertThat(RuleNames.parse("Tromp Taylor")).hasValue(Rules.TROMP_TAYLOR);
    assertThat(RuleNames.parse("new_zealand").orElseThrow().ko()).isEqualTo(KoRule.SITUATIONAL);
    assertThat(RuleNames.parse("GOE")).isEmpty();
    assertThat(RuleNames.name(Rules.CHINESE.withKomi(0.5))).hasValue("Chinese");
    assertThat(RuleNames.name(Rules.CHINESE.withSuicide(true))).isEmpty();
  }
}
