package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;

/** Three lanes, of which a clock waits for two; weights begin at 0 and SGD's rate is 1. */
class ShardWithBackupTest {
  private static ShardHarness shard() {
    return new ShardHarness("bsp:backup=1", 3, 10);
  }

  @Test
  void appliesTheMeanOfTheFirstAndLeavesTheLateOut() {
    ShardHarness shard = shard();
    shard.attachAll();
    Sent late = shard.pull(0, 0);
    shard.iterate(2, 0, 1, -2);
    shard.iterate(1, 0, 3, -10);
    assertThat(shard.weights()).containsExactly(3f, 3f, 3f, -3f);
    shard.pushAll(0, 0, late, 1, -100);
    assertThat(shard.weights()).containsExactly(3f, 3f, 3f, -3f);
    assertThat(shard.statistics().laneClocks()).containsExactly(1, 1, 1);
    assertThat(shard.statistics().laneSkipped()).containsExactly(1, 0, 0);
    assertThat(shard.statistics().laneSamples()).containsExactly(0, 3, 1);
    assertThat(shard.statistics().samples()).isEqualTo(4);
  }

  @Test
  void admitsTheFirstToTheNextClockAsSoonAsTheirsIsDone() {
    ShardHarness shard = shard();
    shard.attachAll();
    shard.pull(0, 0);
    shard.iterate(1, 0, 1, 1);
    Sent ahead = shard.pull(1, 1);
    assertThat(ahead.parked()).isTrue();
    shard.iterate(2, 0, 1, 1);
    assertThat(ahead.reply).isEqualTo(new Reply.Pulled(0));
  }

  @Test
  void sendsALateLaneToTheClockThatTheOthersHaveReached() {
    ShardHarness shard = shard();
    shard.attachAll();
    Sent late = shard.pull(0, 0);
    for (int clock = 0; clock < 2; clock++) {
      shard.iterate(1, clock, 1, 1);
      shard.iterate(2, clock, 1, 1);
    }
    shard.pushAll(0, 0, late, 1, 1);
    assertThat(shard.pull(0, 1).reply).isEqualTo(new Reply.Behind(2));
    assertThat(shard.pull(0, 2).reply).isEqualTo(new Reply.Pulled(0));
    assertThat(shard.statistics().laneSkipped()).containsExactly(2, 0, 0);
  }

  @Test
  void waitsForALaneWhosePushHasBegunOnOneSlice() {
    ShardHarness shard = shard();
    shard.attachAll();
    Sent begun = shard.pull(0, 0);
    shard.push(0, 0, 0, begun.versions.get(0), 1, -4, -4);
    shard.iterate(1, 0, 1, -2);
    shard.iterate(2, 0, 1, -100);
    assertThat(shard.pull(1, 1).parked()).isTrue();
    assertThat(shard.weights()).containsExactly(3f, 3f, 0f, 0f);

    assertThat(shard.attach(0, 2).reply).isEqualTo(new Reply.Attached(0));
    Sent again = shard.send(new Request.Pull(0, 2, 0));
    assertThat(again.weights).containsExactly(0f, 0f, 0f, 0f);
    shard.send(new Request.Push(0, 2, 0, 1, 0, 1, Payload.of(new float[] {-4, -4}, 0, 2)));
    assertThat(shard.weights()).containsExactly(3f, 3f, 3f, -3f);
    assertThat(shard.statistics().laneSkipped()).containsExactly(0, 0, 1);
  }

  @Test
  void completesAClockWithTheSameLanesAfterARestartInItsMiddle() {
    ShardHarness shard = shard();
    shard.attachAll();
    Sent begun = shard.pull(0, 0);
    shard.push(0, 0, 0, begun.versions.get(0), 1, -4, -4);
    shard.iterate(1, 0, 1, -2);
    ShardImage image = shard.image(ImageKind.CHECKPOINT);
    assertThat(image.slices().get(0).clocks()).containsExactly(1, 1, 0);
    assertThat(image.slices().get(1).clocks()).containsExactly(0, 0, 0);

    ShardHarness next = new ShardHarness(shard.training, ImageIntervals.none(), List.of(image));
    next.attachAll();
    for (int lane = 2; lane >= 0; lane--) {
      Sent again = next.pull(lane, 0);
      assertThat(again.weights).containsExactly(0f, 0f, 0f, 0f);
      next.push(lane, 0, 1, again.versions.get(1), 1, lane - 4f, lane - 4f);
    }
    assertThat(next.weights()).containsExactly(3f, 3f, 3.5f, -3.5f);
    assertThat(next.statistics().laneSkipped()).containsExactly(0, 0, 1);
    assertThat(next.statistics().laneSamples()).containsExactly(1, 1, 0);
  }

  @Test
  void spendsTheBudgetOnThePushesThatAreApplied() {
    // Six samples, two of them a clock.
    ShardHarness shard = new ShardHarness("bsp:backup=1", 3, 2);
    shard.attachAll();
    for (int clock = 0; clock < 3; clock++) {
      shard.iterate(1, clock, 1, 1);
      shard.iterate(2, clock, 1, 1);
    }
    assertThat(shard.events).containsExactly("finished");
    assertThat(shard.pull(1, 3).reply).isEqualTo(new Reply.BudgetSpent());
    assertThat(shard.pull(0, 0).reply).isEqualTo(new Reply.Behind(3));
    assertThat(shard.pull(0, 3).reply).isEqualTo(new Reply.BudgetSpent());
  }

  @Test
  void goesOnFromAnImageWithEverybodyAtTheSameClock() {
    ShardHarness shard = shard();
    shard.attachAll();
    shard.iterate(1, 0, 1, 1);
    shard.iterate(2, 0, 1, 1);
    ShardImage image = shard.image(ImageKind.CHECKPOINT);
    assertThat(image.slices().get(0).clocks()).containsExactly(0, 1, 1);

    ShardHarness next = new ShardHarness(shard.training, ImageIntervals.none(), List.of(image));
    assertThat(next.attach(0, 1).reply).isEqualTo(new Reply.Attached(1));
    assertThat(next.statistics().laneSkipped()).containsExactly(1, 0, 0);
    assertThat(next.shard().pushes()).isEqualTo(2);
  }
}
