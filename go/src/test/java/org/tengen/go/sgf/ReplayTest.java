package org.tengen.go.sgf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.Rules;

class ReplayTest {
  private static Replay replay(String text) {
    return Replay.of(Trees.read("(;" + text + ")"));
  }

  @Test
  void playsTheMainLine() {
    Replay replay = replay("SZ[3]KM[2.5];B[bb];W[ab](;B[aa];W[])(;B[cc])").toEnd();
    assertThat(Diagram.of(replay.game())).isEqualTo("X..\nOX.\n...");
    assertThat(replay.game().moves()).isEqualTo(4);
    assertThat(replay.game().rules().komi()).isEqualTo(2.5);
    assertThat(replay.played()).isEqualTo(4);
    assertThat(replay.moves().get(3)).isEqualTo(new Replay.Move(Colour.WHITE, BoardSize.PASS));
  }

  @Test
  void showsTheNextMoveBeforeItIsPlayed() {
    Replay replay = replay("SZ[3];B[bb];C[a comment alone];W[tt]");
    int centre = BoardSize.square(3).point(1, 1);
    assertThat(replay.coming()).hasValue(new Replay.Move(Colour.BLACK, centre));
    assertThat(replay.game().moves()).isZero();
    assertThat(replay.step()).isTrue();
    assertThat(replay.coming()).hasValue(new Replay.Move(Colour.WHITE, BoardSize.PASS));
    assertThat(replay.step()).isTrue();
    assertThat(replay.step()).isFalse();
    assertThat(replay.coming()).isEmpty();
  }

  @Test
  void stopsBeforeTheMoveThatIsNamed() {
    String text = "SZ[3];B[aa];AW[cc];W[bb];B[ab]";
    assertThat(Diagram.of(replay(text).toBefore(1).game())).isEqualTo("...\n...\n...");
    assertThat(Diagram.of(replay(text).toBefore(2).game())).isEqualTo("X..\n...\n..O");
    assertThat(Diagram.of(replay(text).toBefore(3).game())).isEqualTo("X..\n.O.\n..O");
    assertThat(Diagram.of(replay(text).toBefore(99).game())).isEqualTo("X..\nXO.\n..O");
  }

  @Test
  void setsStonesUpAndTakesThemOff() {
    Replay replay = replay("SZ[4:3]AB[aa:ba][dc]AW[ac:bc]PL[W];AE[ba][ac];W[bb]").toEnd();
    assertThat(Diagram.of(replay.game())).isEqualTo("X...\n.O..\n.O.X");
    Replay start = replay("SZ[4:3]AB[aa:ba][dc]AW[ac:bc]PL[W]").toEnd();
    assertThat(Diagram.of(start.game())).isEqualTo("XX..\n....\nOO.X");
    assertThat(start.game().toMove()).isEqualTo(Colour.WHITE);
  }

  @Test
  void rectanglesMayBeNamedByAnyTwoOppositeCorners() {
    Replay replay = replay("SZ[3]AB[ca:ab]").toEnd();
    assertThat(Diagram.of(replay.game())).isEqualTo("XXX\nXXX\n...");
  }

  @Test
  void handicapStonesAreHandicapWhereTheRecordSaysSo() {
    Game game = replay("SZ[9]HA[2]RU[Chinese]KM[0]AB[cc][gg];W[cg]").toEnd().game();
    assertThat(game.handicap()).isEqualTo(2);
    assertThat(game.toMove()).isEqualTo(Colour.BLACK);
    assertThat(replay("SZ[9]AB[cc][gg]").toEnd().game().handicap()).isZero();
    assertThat(replay("SZ[9]HA[2]AB[cc][gg]").toEnd().game().toMove()).isEqualTo(Colour.WHITE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SZ[3];B[aa];W[aa] | test.sgf: line 1, byte 14: move 2 of the record is illegal: move 2,"
            + " WHITE A3: there is a stone",
        "SZ[3];B[ad] | test.sgf: line 1, byte 8: B[ad]: point=ad: outside the board of 3x3",
        "SZ[3];B[abc] | test.sgf: line 1, byte 8: B[abc]: point=abc: expected two letters such as"
            + " dd, or none",
        "SZ[3]AB[ba][ab];W[aa] | test.sgf: line 1, byte 18: move 1 of the record is illegal: move"
            + " 1, WHITE A3: it would take its own stones",
        "SZ[3]AB[] | test.sgf: line 1, byte 2: AB[]: a pass is no point of a list; expected two"
            + " letters such as dd",
        "SZ[3]AB[ba][ab]AW[aa] | test.sgf: line 1, byte 2: setup: the stone at A3 would have no"
            + " liberty",
        "SZ[3]PL[x] | test.sgf: line 1, byte 2: PL[x]: expected B or W",
        "SZ[26];B[zz] | test.sgf: line 1, byte 2: SZ[26]: board size=26x26: expected 1x2 to 19x19"
            + " (columns x rows)",
      })
  void saysWhichMoveOrSetupCannotBe(String text, String message) {
    assertThatThrownBy(() -> replay(text).toEnd())
        .isInstanceOf(SgfException.class)
        .hasMessage(message);
  }

  @Test
  void namesTheMovesThatRepeatAPosition() {
    // A stone taken and taken back, with an exchange of passes in place of a threat.
    String ko = "SZ[4:3]AB[ba][ab][bc]AW[ca][db][cc][bb]";
    Replay replay = replay(ko + ";B[cb];W[];B[];W[bb]").toEnd();
    assertThat(replay.superkoBreaks()).containsExactly(4);
    assertThat(replay(ko + ";B[cb];W[da];B[];W[bb]").toEnd().superkoBreaks()).isEmpty();
    assertThatThrownBy(() -> replay(ko + ";B[cb];W[bb]").toEnd())
        .hasMessageEndingWith("WHITE B2: it would take back a ko at once");
  }

  @Test
  void aGameThatWasPlayedHereIsReplayedAlike() {
    Game game = new Game(BoardSize.square(9), Rules.CHINESE.withKomi(6.5));
    game.placeHandicap(game.size().point(2, 6), game.size().point(6, 2));
    Diagram.play(game, "E5", "C7", "pass", "D4");
    GameTree tree = GameRecord.of(game, List.of(Property.text("RE", "B+R")));
    assertThat(tree.root())
        .hasToString(";GM[1]FF[4]CA[UTF-8]SZ[9]KM[6.5]RU[Chinese]HA[2]AB[gc][cg]PL[W]RE[B+R]");
    Replay replay = Replay.of(tree).toEnd();
    assertThat(Diagram.of(replay.game())).isEqualTo(Diagram.of(game));
    assertThat(replay.game().handicap()).isEqualTo(2);
    assertThat(replay.game().moves()).isEqualTo(4);
  }

  @Test
  void recordsBoardsThatAreNotSquareAndSetup() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR, "X..\n.O.");
    game.setToMove(Colour.WHITE);
    Diagram.play(game, "C1");
    assertThat(Trees.lines(GameRecord.of(game, List.of())))
        .containsExactly(
            "1;GM[1]FF[4]CA[UTF-8]SZ[3:2]KM[7.5]RU[Tromp-Taylor]AB[aa]AW[bb]PL[W]", "0;W[cb]");
  }
}
