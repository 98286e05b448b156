package org.tengen.driver.games;

import java.io.Serializable;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.corpus.text.Skipped;
import org.tengen.go.BoardSize;
import org.tengen.go.examples.Unusable;

/**
 * Which games are learned from.
 *
 * @param columns of the only board that is accepted
 * @param rows of it
 * @param onBad what becomes of a game that cannot be learned from; one that was there before is
 *     left out whatever this says
 */
public record GameReading(int columns, int rows, OnBadRecord onBad) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Games on boards of this size. */
  public static GameReading of(BoardSize size, OnBadRecord onBad) {
    return new GameReading(size.columns(), size.rows(), onBad);
  }

  /** The board. */
  public BoardSize size() {
    return new BoardSize(columns, rows);
  }

  boolean leavesOut(Unusable reason) {
    return switch (onBad) {
      case STOP -> false;
      case SKIP -> reason != Unusable.CUT_SHORT;
      case SKIP_AND_TRUNCATED -> true;
    };
  }

  /** What a person would set to go on in spite of it. */
  static String settingThatLeavesOut(Unusable reason) {
    return reason == Unusable.CUT_SHORT ? "bad-records=skip+truncated" : "bad-records=skip";
  }

  /** A reason as what is left out is counted by. */
  record LeftOut(Unusable why) implements Skipped.Reason {
    private static final long serialVersionUID = 1L;

    @Override
    public String words() {
      return why.words();
    }

    @Override
    public int place() {
      return why.place();
    }
  }
}
