package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.Training;

/** Weights begin at 0, SGD's rate is 1, and the last float is a statistic. */
class ShardGathersSeveralTest {
  @Test
  void appliesTheSampleWeightedMeanOfEveryTwoPushesOfFourLanes() {
    ShardHarness shard = new ShardHarness("softsync:2", 4, 10);
    shard.attachAll();
    shard.iterate(3, 0, 1, -2);
    assertThat(shard.weights()).containsExactly(0f, 0f, 0f, 0f);
    assertThat(shard.statistics().samples()).isZero();
    shard.iterate(1, 0, 3, -10);
    // 12 over 4 samples; the statistic goes two fourths of the way to -3.
    assertThat(shard.weights()).containsExactly(3f, 3f, 3f, -1.5f);
    assertThat(shard.statistics().samples()).isEqualTo(4);
    assertThat(shard.statistics().updates()).isEqualTo(1);
  }

  @Test
  void takesTwoPushesOfOneLaneIntoOneUpdate() {
    ShardHarness shard = new ShardHarness("softsync:1", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, -1);
    assertThat(shard.pull(0, 1).reply).isEqualTo(new Reply.Pulled(0));
    shard.iterate(0, 1, 1, -3);
    assertThat(shard.weights()).startsWith(2f, 2f, 2f);
    assertThat(shard.statistics().laneSamples()).containsExactly(2, 0);
  }

  @Test
  void givesEveryGradientItsOwnRateByItsStaleness() {
    ShardHarness shard = new ShardHarness("softsync:1+lr/tau", 2, 10);
    shard.attachAll();
    Sent stale = shard.pull(1, 0);
    for (int clock = 0; clock < 8; clock++) {
      shard.iterate(0, clock, 1, 0);
    }
    Sent fresh = shard.pull(0, 8);
    shard.pushAll(1, 0, stale, 1, -8);
    shard.pushAll(0, 8, fresh, 1, -2);
    // Four updates came before: (8 / 4 + 2) / 2.
    assertThat(shard.weights()).startsWith(2f, 2f, 2f);
  }

  @Test
  void appliesWhatIsLeftOfTheBudgetInTheLastUpdate() {
    Training training = ShardHarness.training("softsync:1", 2, 10);
    Training three =
        new Training(training.table(), training.layout(), 2, training.strategy(), new Budget(3, 1));
    ShardHarness shard = new ShardHarness(three, ImageIntervals.none());
    shard.attachAll();
    shard.iterate(0, 0, 1, -1);
    shard.iterate(1, 0, 1, -1);
    shard.iterate(0, 1, 1, -5);
    assertThat(shard.weights()).startsWith(6f, 6f, 6f);
    assertThat(shard.events).containsExactly("finished");
  }

  @Test
  void anImageHasOnlyWhatIsAppliedAndTheRestIsComputedAgain() {
    ShardHarness shard = new ShardHarness("softsync:1", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, -1);
    shard.iterate(1, 0, 1, -1);
    shard.iterate(0, 1, 1, -7);
    ShardImage image = shard.image(ImageKind.CHECKPOINT);
    assertThat(image.slices().get(0).clocks()).containsExactly(1, 1);
    assertThat(image.samples()).isEqualTo(2);

    ShardHarness next = new ShardHarness(shard.training, ImageIntervals.none(), List.of(image));
    assertThat(next.attach(0, 1).reply).isEqualTo(new Reply.Attached(1));
  }
}
