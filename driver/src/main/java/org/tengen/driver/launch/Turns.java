package org.tengen.driver.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which lanes run where there may be fewer slots than lanes, and slots come and go: as many as
 * there are slots, those that are behind first. When lanes wait, the lane that is farthest ahead
 * makes room for the one that is farthest behind, one at a time, and never before it has had its
 * turn. One thread; it knows neither Spark nor a clock.
 */
final class Turns {
  private final long turnNs;
  private final List<State> lanes = new ArrayList<>();

  /** What a lane does. */
  private static final class State {
    private boolean running;
    private boolean vacating;
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
    lanes.get(lane).running = false;
    lanes.get(lane).vacating = false;
  }

  /**
   * Decides.
   *
   * @param slots how many tasks can run at once
   * @param clocks iterations that each lane has done
   */
  Decision decide(long nowNs, int slots, LongUnaryOperator clocks) {
    List<Integer> launch = new ArrayList<>();
    int running = (int) lanes.stream().filter(state -> state.running).count();
    while (running < slots) {
      Integer next = farthest(-1, clocks, false, nowNs);
      if (next == null) {
        break;
      }
      State state = lanes.get(next);
      state.running = true;
      state.sinceNs = nowNs;
      launch.add(next);
      running++;
    }
    boolean full = launch.isEmpty() && running >= slots;
    return new Decision(launch, full ? vacate(clocks, running > slots, nowNs) : null);
  }

  /** The lane that makes room for one that has been waiting, and is behind it. */
  private @Nullable Integer vacate(LongUnaryOperator clocks, boolean crowded, long nowNs) {
    Integer asked = asked(nowNs);
    if (asked != null) {
      return asked;
    }
    Integer ahead = farthest(1, clocks, true, nowNs);
    Integer behind = farthest(-1, clocks, crowded, nowNs);
    if (ahead == null
        || behind == null
        || clocks.applyAsLong(ahead) <= clocks.applyAsLong(behind)) {
      return null;
    }
    lanes.get(ahead).vacating = true;
    lanes.get(ahead).askedNs = nowNs;
    return ahead;
  }

  /** The lane that has been asked already; one that does not answer is as good as a new one. */
  private @Nullable Integer asked(long nowNs) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      State state = lanes.get(lane);
      if (state.vacating && nowNs - state.askedNs < turnNs) {
        return lane;
      }
      if (state.vacating) {
        state.vacating = false;
        state.sinceNs = nowNs;
      }
    }
    return null;
  }

  /** Of the lanes that have had their turn, or of those that do not run, the farthest one. */
  private @Nullable Integer farthest(
      int direction, LongUnaryOperator clocks, boolean running, long nowNs) {
    Integer farthest = null;
    for (int lane = 0; lane < lanes.size(); lane++) {
      State state = lanes.get(lane);
      boolean counts = running ? state.running && nowNs - state.sinceNs >= turnNs : !state.running;
      if (counts
          && (farthest == null
              || direction * clocks.applyAsLong(lane) > direction * clocks.applyAsLong(farthest))) {
        farthest = lane;
      }
    }
    return farthest;
  }
}
