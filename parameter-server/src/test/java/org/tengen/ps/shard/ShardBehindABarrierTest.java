package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.training.Training;

class ShardBehindABarrierTest {
  @Test
  void appliesTheSampleWeightedMeanOfAllLanes() {
    ShardHarness shard = new ShardHarness("bsp", 2, 10);
    shard.attachAll();
    Sent first = shard.pull(0, 0);
    Sent second = shard.pull(1, 0);
    shard.pushAll(0, 0, first, 1, -2);
    assertThat(shard.weights()).containsExactly(0f, 0f, 0f, 0f);
    shard.pushAll(1, 0, second, 3, -10);
    // -(-2 - 10) / 4; the statistic is the mean value itself.
    assertThat(shard.weights()).containsExactly(3f, 3f, 3f, -3f);
    assertThat(shard.statistics().samples()).isEqualTo(4);
    assertThat(shard.statistics().updates()).isEqualTo(1);
  }

  @Test
  void addsInLaneOrderWhoeverComesFirst() {
    // 1e8 + 1 - 1e8 is 0 in float32 in this order and 1 in the reverse.
    float[] sums = {1e8f, 1, -1e8f};
    List<Float> inOrder = weightsAfter(sums, new int[] {0, 1, 2});
    assertThat(inOrder).startsWith(0f);
    assertThat(weightsAfter(sums, new int[] {2, 1, 0})).isEqualTo(inOrder);
    assertThat(weightsAfter(sums, new int[] {1, 2, 0})).isEqualTo(inOrder);
    assertThat(weightsAfter(sums, new int[] {2, 0, 1})).isEqualTo(inOrder);
  }

  private static List<Float> weightsAfter(float[] sums, int[] order) {
    ShardHarness shard = new ShardHarness("bsp", 3, 10);
    shard.attachAll();
    Sent[] pulls = {shard.pull(0, 0), shard.pull(1, 0), shard.pull(2, 0)};
    for (int lane : order) {
      shard.pushAll(lane, 0, pulls[lane], 1, sums[lane]);
    }
    return shard.weights();
  }

  @Test
  void parksAPullUntilTheSlowestLaneHasPushed() {
    ShardHarness shard = new ShardHarness("bsp", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    shard.nowNs = 100;
    Sent ahead = shard.pull(0, 1);
    assertThat(ahead.parked()).isTrue();
    shard.nowNs = 350;
    shard.iterate(1, 0, 1, 1);
    assertThat(ahead.reply).isEqualTo(new Reply.Pulled(250));
    assertThat(ahead.weights).containsExactly(-1f, -1f, -1f, 1f);
    assertThat(ahead.versions).containsExactly(1L, 1L);
  }

  @Test
  void namesTheSlowestLaneWhenAPullHasWaitedTooLong() {
    ShardHarness shard = new ShardHarness("bsp", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    Sent ahead = shard.pull(0, 1);
    shard.nowNs = ShardHarness.PARKED_NS - 1;
    shard.turn();
    assertThat(ahead.parked()).isTrue();
    shard.nowNs = ShardHarness.PARKED_NS;
    shard.turn();
    assertThat(ahead.refusal())
        .isEqualTo(
            "DEADLINE: lane 0 at clock 1 waited 1 s under bsp for lane 1, which is at clock 0");
  }

  @Test
  void givesARestartedLaneTheWeightsThatItsLostGradientBelongsTo() {
    ShardHarness shard = new ShardHarness("bsp", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    Sent pulled = shard.pull(1, 0);
    // The first slice has both lanes' pushes and goes on; the second lacks lane 1's.
    shard.push(1, 0, 0, pulled.versions.get(0), 1, 3, 3);

    assertThat(shard.attach(1, 2).reply).isEqualTo(new Reply.Attached(0));
    Sent again = shard.send(new Request.Pull(1, 2, 0));
    assertThat(again.weights).containsExactly(0f, 0f, 0f, 0f);
    assertThat(again.versions).containsExactly(0L, 0L);
  }

  @Test
  void acknowledgesARepeatAndAppliesItOnce() {
    ShardHarness shard = new ShardHarness("bsp", 2, 10);
    shard.attachAll();
    Sent pulled = shard.pull(1, 0);
    shard.iterate(0, 0, 1, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(shard.push(1, 0, 0, 0, 1, 3, 3).reply).isEqualTo(new Reply.Acknowledged(0));
    }
    shard.pushAll(1, 0, pulled, 1, 3);
    assertThat(shard.weights()).containsExactly(-2f, -2f, -2f, 2f);
  }

  @Test
  void givesEveryLaneTheSameShareOfTheBudget() {
    ShardHarness shard = new ShardHarness("bsp", 2, 1);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    assertThat(shard.pull(0, 1).reply).isEqualTo(new Reply.BudgetSpent());
    assertThat(shard.events).isEmpty();
    shard.iterate(1, 0, 1, 1);
    assertThat(shard.events).containsExactly("finished");
    assertThat(shard.pull(1, 1).reply).isEqualTo(new Reply.BudgetSpent());
  }

  @Test
  void takesAClockInWhichALaneHasNoSamples() {
    ShardHarness shard = new ShardHarness("bsp", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 0, 99);
    shard.iterate(1, 0, 2, 4);
    assertThat(shard.weights()).containsExactly(-2f, -2f, -2f, 2f);
    shard.iterate(0, 1, 0, 99);
    shard.iterate(1, 1, 0, 99);
    assertThat(shard.weights()).containsExactly(-2f, -2f, -2f, 2f);
  }

  @Test
  void takesAnImageWheneverTheSamplesPassAMultiple() {
    Training training = ShardHarness.training("bsp", 2, 10);
    ShardHarness shard = new ShardHarness(training, new ImageIntervals(4, 6));
    shard.attachAll();
    for (int clock = 0; clock < 3; clock++) {
      shard.iterate(0, clock, 1, 1);
      shard.iterate(1, clock, 1, 1);
    }
    assertThat(shard.events).containsExactly("asks for EVALUATION 1", "asks for CHECKPOINT 1");
    assertThat(shard.images.get(0).samples()).isEqualTo(4);
    assertThat(shard.images.get(0).slices().get(0).weights()).containsExactly(-2, -2);
    assertThat(shard.images.get(1).slices().get(0).clocks()).containsExactly(3, 3);
  }

  @Test
  void goesOnFromAnImageInTheMiddleOfAClock() {
    ShardHarness shard = new ShardHarness("bsp", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    Sent pulled = shard.pull(1, 0);
    shard.push(1, 0, 0, pulled.versions.get(0), 1, 3, 3);
    ShardImage image = shard.image(ImageKind.CHECKPOINT);

    ShardHarness next = new ShardHarness(shard.training, ImageIntervals.none(), List.of(image));
    assertThat(next.attach(0, 1).reply).isEqualTo(new Reply.Attached(0));
    assertThat(next.attach(1, 1).reply).isEqualTo(new Reply.Attached(0));
    next.iterate(0, 0, 1, 1);
    next.iterate(1, 0, 1, 3);
    assertThat(next.weights()).containsExactly(-2f, -2f, -2f, 2f);
    assertThat(next.statistics().samples()).isEqualTo(2);
  }

  @Test
  void admitsNothingWhenItIsHeld() {
    ShardHarness shard = new ShardHarness("bsp", 1, 10);
    shard.attachAll();
    var held = shard.shard().hold();
    assertThat(shard.pull(0, 0).parked()).isTrue();
    assertThat(held).isCompletedWithValue(true);
  }
}
