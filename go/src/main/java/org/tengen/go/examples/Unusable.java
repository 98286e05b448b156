package org.tengen.go.examples;

import java.util.List;

/** Why nothing is learned from a record. */
public enum Unusable {
  /** It cannot be read. */
  NOT_SGF("not SGF", "SGF, which begins with (;"),
  /** It is of another game, or another board. */
  OTHER_BOARD("on another board", "games of one size"),
  /** It begins with stones on the board, or a handicap. */
  SET_UP("with stones set up", "games from the empty board"),
  /** A stone on a stone, a ko taken back at once, or a move that is none. */
  ILLEGAL_MOVE("with a move that is not allowed", "moves that some rules allow"),
  /** It names neither a winner nor a draw. */
  NO_RESULT("without a winner or a draw", "a result such as RE[B+3.5], RE[W+R] or RE[0]"),
  /** Nobody has moved. */
  NO_MOVE("without a move", "a game with a move"),
  /** It is another one over again, turned or mirrored perhaps. */
  REPEATED("that were there before, turned or mirrored perhaps", "each game once"),
  /** It is behind the end of an archive that is cut short: an unknown number. */
  CUT_SHORT("lost at the end of a cut file", "whole files");

  private final String words;
  private final String expected;

  Unusable(String words, String expected) {
    this.words = words;
    this.expected = expected;
  }

  /** As in "3 without a move". */
  public String words() {
    return words;
  }

  /** Its place among the reasons, from 0. */
  public int place() {
    return List.of(values()).indexOf(this);
  }

  /** What would be accepted. */
  public String expected() {
    return expected;
  }
}
