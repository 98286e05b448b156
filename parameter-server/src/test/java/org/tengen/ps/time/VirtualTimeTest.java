package org.tengen.ps.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> happened = new ArrayList<>();

  private Runnable note(String what) {
    return () -> happened.add(what + " at " + time.nowNs());
  }

  private void runOut() {
    boolean more = true;
    while (more) {
      more = time.next();
    }
  }

  @Test
  void whatIsScheduledHappensInOrderOfTimeAndThenOfScheduling() {
    time.at(20, note("late"));
    time.after(10, note("first"));
    time.at(10, note("second"));
    time.now(note("now"));
    runOut();
    assertThat(happened).containsExactly("now at 0", "first at 10", "second at 10", "late at 20");
  }

  @Test
  void whatIsScheduledForAMomentThatHasPassedHappensNow() {
    time.at(30, () -> time.at(10, note("belated")));
    time.at(40, note("later"));
    runOut();
    assertThat(happened).containsExactly("belated at 30", "later at 40");
  }
}
