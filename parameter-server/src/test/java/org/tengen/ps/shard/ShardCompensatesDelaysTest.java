package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.serving.Sent;

/** Weights begin at 0, SGD's rate is 1, and the last float is a statistic. */
class ShardCompensatesDelaysTest {
  /** The published formula in double precision, one weight at rate 1. */
  private static final class Reference {
    double weight;
    double square;

    void push(double gradient, double pulled) {
      square = 0.9 * square + 0.1 * gradient * gradient;
      double factor = 0.5 / Math.sqrt(square + 1e-7);
      weight -= gradient + factor * gradient * gradient * (weight - pulled);
    }
  }

  @Test
  void comparesWithTheWeightsThatTheGradientWasComputedOn() {
    ShardHarness shard = new ShardHarness("asp:dc:0.5:0.9", 2, 10);
    Reference reference = new Reference();
    shard.attachAll();
    Sent slow = shard.pull(1, 0);
    double pulledBySlow = reference.weight;
    for (int clock = 0; clock < 3; clock++) {
      shard.iterate(0, clock, 2, -3);
      reference.push(-1.5, reference.weight);
    }
    shard.pushAll(1, 0, slow, 4, 2);
    reference.push(0.5, pulledBySlow);

    assertThat(shard.weights().get(0)).isCloseTo((float) reference.weight, within(1e-5f));
    assertThat(shard.weights().get(2)).isEqualTo(shard.weights().get(0));
  }

  @Test
  void leavesStatisticsAndFreshGradientsAlone() {
    ShardHarness shard = new ShardHarness("asp:dc", 2, 10);
    shard.attachAll();
    Sent slow = shard.pull(1, 0);
    shard.iterate(0, 0, 4, -8);
    assertThat(shard.weights()).containsExactly(2f, 2f, 2f, -1f);
    shard.pushAll(1, 0, slow, 1, 0);
    assertThat(shard.weights()).containsExactly(2f, 2f, 2f, -0.5f);
  }

  @Test
  void goesOnFromAnImageWithTheMeanSquaresThatItHad() {
    ShardHarness shard = new ShardHarness("asp:dc:0.5:0.9", 1, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, -2);
    ShardImage image = shard.image(ImageKind.CHECKPOINT);
    assertThat(image.slices().get(0).state()).hasDimensions(1, 2);
    assertThat(image.slices().get(0).state()[0][0]).isCloseTo(0.4f, within(1e-6f));
    ShardHarness next = new ShardHarness(shard.training, ImageIntervals.none(), List.of(image));
    next.attachAll();
    next.iterate(0, 1, 1, 0);
    assertThat(next.image(ImageKind.CHECKPOINT).slices().get(0).state()[0][0])
        .isCloseTo(0.36f, within(1e-6f));
  }

  @Test
  void lanesThatPulledTheSameVersionShareOneCopy() {
    KeptWeights kept = new KeptWeights(3);
    float[] first = {1};
    kept.hold(0, first);
    kept.hold(1, first);
    float[] second = kept.next(first);
    assertThat(second).isNotSameAs(first);
    assertThat(kept.of(0)).isSameAs(first);
    assertThat(kept.of(1)).isSameAs(first);
    kept.release(0, second);
    assertThat(kept.next(second)).isSameAs(second);
    kept.hold(2, second);
    kept.release(1, second);
    assertThat(kept.next(second)).isSameAs(first);
  }
}
