package org.tengen.bench.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.models.Engine;

class GradientsTest {
  @BeforeAll
  static void setUpTheNativeSide() {
    Engine.load();
  }

  private static Gradients of(float weight, float bias) {
    return new Gradients(
        Map.of(
            "W", Nd4j.createFromArray(0f, weight),
            "b", Nd4j.createFromArray(bias)));
  }

  @Test
  void isAsFarAsTheParameterThatDiffersMost() {
    assertThat(of(100f, 1.5f).farthestFrom(of(100f, 1f))).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void isInfinitelyFarWhenOneIsNotANumber() {
    assertThat(of(Float.NaN, 1f).farthestFrom(of(100f, 1f))).isInfinite();
  }
}
