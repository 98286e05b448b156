package org.tengen.driver.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which lanes run where there may be fewer slots than lanes, and slots come and go: as many as
 * there are slots, and some more where more executors may come for them; those that are behind
 * first. When lanes wait, the one that is farthest ahead of those at work makes room for the one
 * that is farthest behind, one at a time, and never before it has had its turn. One thread; it
 * knows neither Spark nor a clock.
 */
final class Turns {
  /** A worker hears that it is wanted elsewhere within half a second and a step. */
  private static final long ANSWER_NS = 2_000_000_000;

  private final long turnNs;
  private final List<State> lanes = new ArrayList<>();

  /** What a lane does. */
  private static final class State {
    private boolean launched;
    private boolean atWork;
    private boolean asked;

    /** Since when it is at work. */
    private long sinceNs;

    private long askedNs;
  }

  /**
   * What to do now.
   *
   * @param launch lanes to start
   * @param vacate the lane whose worker is wanted for another; null for none
   */
  record Decision(List<Integer> launch, @Nullable Integer vacate) {}

  /**
   * No lane runs.
   *
   * @param turnNs how long a lane may stay at least
   */
  Turns(int lanes, long turnNs) {
    this.turnNs = turnNs;
    for (int lane = 0; lane < lanes; lane++) {
      this.lanes.add(new State());
    }
  }

  /** The lane's task has ended. */
  void ended(int lane) {
    lanes.set(lane, new State());
  }

  /**
   * Decides.
   *
   * @param slots how many tasks can run at once now
   * @param most how many could if more executors came
   * @param atWork whether a lane that was launched has a slot
   * @param clocks iterations that each lane has done
   */
  Decision decide(long nowNs, int slots, int most, IntPredicate atWork, LongUnaryOperator clocks) {
    look(nowNs, atWork);
    List<Integer> launch = new ArrayList<>();
    int launched = (int) lanes.stream().filter(state -> state.launched).count();
    while (launched < Math.min(most, Math.max(1, 2 * slots))
        && (launched < slots || most > slots)) {
      Integer next = farthest(-1, clocks, Turns::idle);
      if (next == null) {
        break;
      }
      lanes.get(next).launched = true;
      launch.add(next);
      launched++;
    }
    boolean full = launch.isEmpty() && launched >= slots;
    return new Decision(launch, full ? vacate(nowNs, clocks) : null);
  }

  private void look(long nowNs, IntPredicate atWork) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      State state = lanes.get(lane);
      boolean now = state.launched && atWork.test(lane);
      state.sinceNs = now && !state.atWork ? nowNs : state.sinceNs;
      state.atWork = now;
    }
  }

  /** The lane that makes room for one that waits, and is behind it. */
  private @Nullable Integer vacate(long nowNs, LongUnaryOperator clocks) {
    Integer asked = asked(nowNs);
    if (asked != null) {
      return asked;
    }
    Integer ahead = farthest(1, clocks, state -> state.atWork && nowNs - state.sinceNs >= turnNs);
    Integer behind = farthest(-1, clocks, state -> !state.atWork);
    if (ahead == null
        || behind == null
        || clocks.applyAsLong(ahead) <= clocks.applyAsLong(behind)) {
      return null;
    }
    lanes.get(ahead).asked = true;
    lanes.get(ahead).askedNs = nowNs;
    return ahead;
  }

  /** The lane that has been asked already; one that does not answer is as good as a new one. */
  private @Nullable Integer asked(long nowNs) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      State state = lanes.get(lane);
      if (state.asked && nowNs - state.askedNs < Math.max(turnNs, ANSWER_NS)) {
        return lane;
      }
      if (state.asked) {
        state.asked = false;
        state.sinceNs = nowNs;
      }
    }
    return null;
  }

  private static boolean idle(State state) {
    return !state.launched;
  }

  /** Of some lanes the one that is farthest ahead (1) or behind (-1); of several the first. */
  private @Nullable Integer farthest(int direction, LongUnaryOperator clocks, Predicate<State> of) {
    Integer farthest = null;
    for (int lane = 0; lane < lanes.size(); lane++) {
      if (of.test(lanes.get(lane))
          && (farthest == null
              || direction * clocks.applyAsLong(lane) > direction * clocks.applyAsLong(farthest))) {
        farthest = lane;
      }
    }
    return farthest;
  }
}
