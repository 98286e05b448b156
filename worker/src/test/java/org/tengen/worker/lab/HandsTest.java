package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.time.VirtualTime;

class HandsTest {
  private final VirtualTime time = new VirtualTime();
  private final Cores cores = new Cores(time, Hardware.ENOUGH);
  private final Hands hands = new Hands();
  private final SimulatedThread first = new SimulatedThread(cores, hands);
  private final SimulatedThread second = new SimulatedThread(cores, hands);
  private final SimulatedThread third = new SimulatedThread(cores, hands);
  private final List<String> ended = new ArrayList<>();

  private void run(SimulatedThread shard, String name) {
    shard.run(100, () -> ended.add(name + " at " + time.nowNs()));
  }

  private void askAll() {
    run(first, "first");
    run(first, "first again");
    run(second, "second");
    run(third, "third");
  }

  private void letAllEnd() {
    while (time.next()) {
      assertThat(time.nowNs()).isLessThan(1_000_000);
    }
  }

  @Test
  void oneLaneThatWaitsWorksForOneShardAtATimeAndForEachInTurn() {
    hands.laneWaits();
    askAll();
    letAllEnd();

    assertThat(ended)
        .containsExactly("first at 100", "second at 200", "third at 300", "first again at 400");
  }

  @Test
  void asManyShardsWorkAsLanesWait() {
    hands.laneWaits();
    askAll();
    time.at(50, hands::laneWaits);
    letAllEnd();

    assertThat(ended)
        .containsExactly("first at 100", "second at 150", "third at 200", "first again at 250");
  }

  @Test
  void aLaneThatGoesOnWorksNoMoreButEndsItsTurn() {
    hands.laneWaits();
    hands.laneWaits();
    askAll();
    time.at(50, hands::laneGoesOn);
    letAllEnd();

    assertThat(ended)
        .containsExactly("first at 100", "second at 100", "third at 200", "first again at 300");
  }

  @Test
  void whatLanesLeaveBehindIsDoneAllTheSame() {
    run(first, "first");
    run(second, "second");
    letAllEnd();

    assertThat(ended).containsExactly("first at 100", "second at 200");
  }
}
