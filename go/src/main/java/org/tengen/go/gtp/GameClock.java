package org.tengen.go.gtp;

import java.time.Duration;
import java.util.Optional;

/**
 * A player's clock: what is left, by what the controller says and by what was used since.
 *
 * <p>The main time is dealt over the moves that are likely to come: seven tenths of the points are
 * played on before games end, and there are always some more. A tenth of what is left is kept for
 * what the clock does not see.
 */
final class GameClock {
  private static final double KEPT = 0.1;
  private static final double POINTS_PLAYED = 0.7;
  private static final int ALWAYS_SOME_MORE = 10;

  private final TimeControl control;
  private double left;

  /** Of this period: moves to play, or periods left. 0 in the main time. */
  private int stones;

  GameClock(TimeControl control) {
    this.control = control;
    this.left = control.main();
    if (left <= 0 && control.stones() > 0) {
      enterOvertime();
    }
  }

  /** The controller says what is left. */
  void set(double seconds, int stonesLeft) {
    left = seconds;
    stones = stonesLeft;
  }

  /** A move took this long. */
  void used(Duration time) {
    double seconds = time.toNanos() / 1e9;
    if (stones == 0) {
      left -= seconds;
      if (left <= 0 && control.stones() > 0) {
        enterOvertime();
      }
    } else if (control.kind() == TimeControl.Kind.CANADIAN) {
      left -= seconds;
      if (--stones == 0) {
        enterOvertime();
      }
    } else {
      stones = Math.max(1, stones - (int) (seconds / control.overtime()));
      left = control.overtime();
    }
  }

  private void enterOvertime() {
    left = control.overtime();
    stones = control.stones();
  }

  /**
   * How long the next move may take.
   *
   * @param area points of the board
   * @param moves that were played
   * @return empty without a limit
   */
  Optional<Duration> budget(int area, int moves) {
    if (control.kind() == TimeControl.Kind.UNLIMITED) {
      return Optional.empty();
    }
    double usable = Math.max(0, left) * (1 - KEPT);
    double seconds;
    if (stones == 0) {
      double own = Math.max(0, POINTS_PLAYED * area - moves) / 2 + ALWAYS_SOME_MORE;
      seconds = Math.max(usable / own, Math.min(usable, inOvertime(control.stones())));
    } else {
      seconds = control.kind() == TimeControl.Kind.CANADIAN ? usable / stones : usable;
    }
    return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
  }

  /** What a move may take once the main time is used up; 0 if nothing may follow it. */
  private double inOvertime(int stonesThen) {
    return switch (control.kind()) {
      case UNLIMITED, ABSOLUTE -> 0;
      case CANADIAN -> control.overtime() * (1 - KEPT) / stonesThen;
      case BYO_YOMI -> control.overtime() * (1 - KEPT);
    };
  }
}
