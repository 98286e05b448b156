package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.time.VirtualTime;

class CoresTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> ended = new ArrayList<>();

  private void run(Cores cores, String name, long ns) {
    cores.run(ns, () -> ended.add(name + " at " + time.nowNs()));
  }

  private void letAllEnd() {
    while (time.next()) {
      assertThat(time.nowNs()).isLessThan(1_000_000);
    }
  }

  @Test
  void asManyAsThereAreCoresComputeAtFullSpeed() {
    Cores cores = new Cores(time, 2);
    run(cores, "a", 100);
    run(cores, "b", 150);
    letAllEnd();

    assertThat(ended).containsExactly("a at 100", "b at 150");
    assertThat(cores.computedNs()).isEqualTo(250);
  }

  @Test
  void moreThanThatShareThemEqually() {
    Cores cores = new Cores(time, 2);
    for (String name : List.of("a", "b", "c", "d")) {
      run(cores, name, 100);
    }
    letAllEnd();

    assertThat(ended).containsExactly("a at 200", "b at 200", "c at 200", "d at 200");
  }

  @Test
  void whoComesLaterSlowsTheOthersFromThenOn() {
    Cores cores = new Cores(time, 1);
    run(cores, "long", 100);
    time.at(40, () -> run(cores, "short", 10));
    letAllEnd();

    // alone to 40, then both at half speed until the short one has had its 10, then alone again
    assertThat(ended).containsExactly("short at 60", "long at 110");
  }

  @Test
  void whatEndsMayBeginAnother() {
    Cores cores = new Cores(time, 1);
    cores.run(10, () -> run(cores, "second", 10));
    letAllEnd();

    assertThat(ended).containsExactly("second at 20");
  }

  @Test
  void enoughCoresLetNobodyWait() {
    Cores cores = new Cores(time, Hardware.ENOUGH);
    for (int i = 0; i < 100; i++) {
      run(cores, "x", 7);
    }
    letAllEnd();

    assertThat(ended).hasSize(100).containsOnly("x at 7");
  }

  @Test
  void aThreadDoesWhatAPieceSetsOffBeforeWhatWaits() {
    SimulatedThread thread = new SimulatedThread(new Cores(time, 4));
    thread.run(
        10,
        () -> {
          ended.add("first at " + time.nowNs());
          thread.runFirst(5, () -> ended.add("its answer at " + time.nowNs()));
        });
    thread.run(10, () -> ended.add("second at " + time.nowNs()));
    letAllEnd();

    assertThat(ended).containsExactly("first at 10", "its answer at 15", "second at 25");
  }
}
