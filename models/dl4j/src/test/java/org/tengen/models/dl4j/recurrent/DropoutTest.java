package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tengen.models.dl4j.floats.Floats;

class DropoutTest {
  private static final int COUNT = 40_000;

  private static float[] dropped(double rate, long seed) {
    Floats floats = Floats.allocate(COUNT);
    float[] values = new float[COUNT];
    Arrays.fill(values, 3f);
    floats.put(0, values, 0, COUNT);
    Dropout dropout = new Dropout(rate);
    dropout.forward(floats, COUNT, seed);
    floats.get(0, values, 0, COUNT);
    floats.free();
    return values;
  }

  private static double share(float[] values, float wanted) {
    int found = 0;
    for (float value : values) {
      found += value == wanted ? 1 : 0;
    }
    return found / (double) values.length;
  }

  @Test
  void takesOutTheShareThatItWasToldAndScalesTheOthersUp() {
    float[] values = dropped(0.25, 7);

    assertThat(share(values, 0f)).isCloseTo(0.25, within(0.01));
    assertThat(share(values, 4f)).isCloseTo(0.75, within(0.01));
    assertThat(share(values, 0f) + share(values, 4f)).isEqualTo(1);
  }

  @Test
  void otherSeedsTakeOutOthers() {
    assertThat(dropped(0.5, 1)).isNotEqualTo(dropped(0.5, 2)).isEqualTo(dropped(0.5, 1));
  }

  @Test
  void neighboursAreTakenOutIndependently() {
    float[] values = dropped(0.5, 3);
    int both = 0;
    for (int i = 1; i < COUNT; i++) {
      both += values[i] == 0f && values[i - 1] == 0f ? 1 : 0;
    }

    assertThat(both / (double) COUNT).isCloseTo(0.25, within(0.01));
  }

  @Test
  void theGradientLosesWhatTheValuesLost() {
    Floats floats = Floats.allocate(4);
    Dropout dropout = new Dropout(0.5);
    floats.put(0, new float[] {1, 1, 1, 1}, 0, 4);
    dropout.forward(floats, 4, 5);
    float[] values = new float[4];
    floats.get(0, values, 0, 4);
    floats.put(0, new float[] {10, 10, 10, 10}, 0, 4);
    dropout.backward(floats);
    float[] gradient = new float[4];
    floats.get(0, gradient, 0, 4);
    floats.free();

    for (int i = 0; i < 4; i++) {
      assertThat(gradient[i]).isEqualTo(10 * values[i]);
    }
  }
}
