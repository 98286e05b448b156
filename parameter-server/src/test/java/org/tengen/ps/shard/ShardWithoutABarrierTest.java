package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.table.Range;

class ShardWithoutABarrierTest {
  @Test
  void appliesEachPushAtOnceAndDividesByItsSamples() {
    ShardHarness shard = new ShardHarness("asp", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 4, -8);
    // The statistic goes half of the way to -2, there being two lanes.
    assertThat(shard.weights()).containsExactly(2f, 2f, 2f, -1f);
    shard.iterate(0, 1, 2, 1);
    assertThat(shard.weights()).containsExactly(1.5f, 1.5f, 1.5f, -0.25f);
  }

  @Test
  void dividesTheRateOfAStalePushByItsStaleness() {
    ShardHarness shard = new ShardHarness("asp:lr/tau", 2, 10);
    shard.attachAll();
    Sent stale = shard.pull(1, 0);
    for (int clock = 0; clock < 4; clock++) {
      shard.iterate(0, clock, 1, -1);
    }
    shard.pushAll(1, 0, stale, 1, -1);
    assertThat(shard.weights()).startsWith(4.25f, 4.25f, 4.25f);
  }

  @Test
  void countsAPushOnceByItsStalestSlice() {
    ShardHarness shard = new ShardHarness("asp", 2, 10);
    shard.attachAll();
    Sent slow = shard.pull(1, 0);
    shard.push(1, 0, 0, slow.versions.get(0), 1, 1, 1);
    Sent fast = shard.pull(0, 0);
    shard.pushAll(0, 0, fast, 1, 1);
    shard.push(1, 0, 1, slow.versions.get(1), 1, 1, 1);

    Histogram staleness = shard.statistics().staleness();
    assertThat(staleness.getTotalCount()).isEqualTo(2);
    assertThat(staleness.getCountAtValue(0)).isEqualTo(1);
    assertThat(staleness.getCountAtValue(1)).isEqualTo(1);
    assertThat(shard.statistics().spread().getCountAtValue(1)).isEqualTo(1);
  }

  @Test
  void parksAPullBeyondTheSlackUntilTheSlowestLanePushes() {
    ShardHarness shard = new ShardHarness("ssp:1", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    shard.iterate(0, 1, 1, 1);
    Sent ahead = shard.pull(0, 2);
    assertThat(ahead.parked()).isTrue();
    shard.iterate(1, 0, 1, 1);
    assertThat(ahead.reply).isEqualTo(new Reply.Pulled(0));
  }

  @Test
  void grantsTheBudgetToWhoAsksFirstAndExactly() {
    ShardHarness shard = new ShardHarness("asp", 2, 2);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    shard.iterate(0, 1, 1, 1);
    shard.iterate(0, 2, 1, 1);
    Sent last = shard.pull(1, 0);
    assertThat(shard.pull(0, 3).reply).isEqualTo(new Reply.BudgetSpent());
    assertThat(shard.events).isEmpty();
    shard.pushAll(1, 0, last, 1, 1);
    assertThat(shard.events).containsExactly("finished");
    assertThat(shard.pull(1, 1).reply).isEqualTo(new Reply.BudgetSpent());
  }

  @Test
  void grantsASuccessorTheIterationThatWasBegunWithoutCountingItTwice() {
    ShardHarness shard = new ShardHarness("asp", 2, 1);
    shard.attachAll();
    shard.pull(0, 0);
    shard.pull(1, 0);
    shard.attach(0, 2);
    Sent again = shard.send(new Request.Pull(0, 2, 0));
    assertThat(again.reply).isEqualTo(new Reply.Pulled(0));
    for (int slice = 0; slice < 2; slice++) {
      Payload sum = Payload.of(new float[] {1, 1}, 0, 2);
      shard.send(new Request.Push(0, 2, 0, slice, 0, 1, sum));
    }
    assertThat(shard.send(new Request.Pull(0, 2, 1)).reply).isEqualTo(new Reply.BudgetSpent());
  }

  @Test
  void countsAnIterationAsGrantedThatAnySliceOfAnyShardHasSeen() {
    SliceImage ahead = slice(0, 3, 1);
    SliceImage behind = slice(1, 2, 2);
    List<ShardImage> images =
        List.of(
            new ShardImage(0, ImageKind.CHECKPOINT, new long[2], List.of(ahead)),
            new ShardImage(1, ImageKind.CHECKPOINT, new long[2], List.of(behind)));
    assertThat(ShardSettings.granted(2, images)).containsExactly(3, 2);
  }

  private static SliceImage slice(int index, long... clocks) {
    return new SliceImage(
        index, new Range(0, 0), 0, clocks, new float[0], new float[0], new float[0][]);
  }

  @Test
  void freesParkedLanesWhenTheLastIterationIsGranted() {
    ShardHarness shard = new ShardHarness("ssp:0", 2, 1);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    Sent parked = shard.pull(0, 1);
    assertThat(parked.parked()).isTrue();
    shard.pull(1, 0);
    assertThat(parked.reply).isEqualTo(new Reply.BudgetSpent());
  }

  @Test
  void completesAPushThatBrokeOffOnFreshWeights() {
    ShardHarness shard = new ShardHarness("asp", 1, 10);
    shard.attachAll();
    shard.pull(0, 0);
    shard.push(0, 0, 0, 0, 1, 1, 1);

    assertThat(shard.attach(0, 2).reply).isEqualTo(new Reply.Attached(0));
    Sent again = shard.send(new Request.Pull(0, 2, 0));
    assertThat(again.versions).containsExactly(1L, 0L);
    for (int slice = 0; slice < 2; slice++) {
      Request push =
          new Request.Push(
              0, 2, 0, slice, again.versions.get(slice), 1, Payload.of(new float[] {5, 5}, 0, 2));
      assertThat(shard.send(push).reply).isEqualTo(new Reply.Acknowledged(0));
    }
    assertThat(shard.weights()).containsExactly(-1f, -1f, -5f, 5f);
  }

  @Test
  void keepsGrantsOfOtherShardsWhenItGoesOnFromAnImage() {
    ShardHarness shard = new ShardHarness("asp", 2, 1);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    ShardImage image = shard.image(ImageKind.CHECKPOINT);
    ShardHarness next = new ShardHarness(shard.training, ImageIntervals.none(), List.of(image));
    next.attachAll();
    assertThat(next.attach(0, 1).reply).isEqualTo(new Reply.Attached(1));
    assertThat(next.pull(0, 1).reply).isEqualTo(new Reply.Pulled(0));
    assertThat(next.pull(1, 0).reply).isEqualTo(new Reply.BudgetSpent());
  }
}
