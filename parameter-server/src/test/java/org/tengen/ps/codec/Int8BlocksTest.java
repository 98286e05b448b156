package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

class Int8BlocksTest {
  /** The nearest multiple of the block's scale, written out in doubles. */
  private static float[] reference(float[] push) {
    float[] decoded = new float[push.length];
    for (int block = 0; block < push.length; block += 256) {
      int end = Math.min(push.length, block + 256);
      float greatest = 0;
      for (int i = block; i < end; i++) {
        greatest = Math.max(greatest, Math.abs(push[i]));
      }
      float scale = greatest / 127;
      for (int i = block; i < end; i++) {
        decoded[i] = scale * (float) Math.rint(push[i] * (127 / greatest)) + 0f;
      }
    }
    return decoded;
  }

  @Test
  void roundsToMultiplesOfTheBlocksScale() {
    float[] push = Lanes.random(new Random(2), 1000);
    Layout layout = new Layout(1000, 1000, 1);
    assertThat(Lanes.decoded(Lanes.encoder("int8", layout), layout, push, 1, 0))
        .isEqualTo(reference(push));
  }

  @Test
  void isOffByHalfAScaleAtMost() {
    float[] push = {127, 63.4f, -63.6f, 0.4f, -0.6f, 0.5f, 1.5f};
    Layout layout = new Layout(7, 7, 1);
    assertThat(Lanes.decoded(Lanes.encoder("int8", layout), layout, push, 1, 0))
        .containsExactly(127, 63, -64, 0, -1, 0, 2);
  }

  @Test
  void aBlockThatIsNotFiniteIsNotANumber() {
    float[] push = new float[300];
    push[3] = Float.NEGATIVE_INFINITY;
    push[299] = 1;
    Layout layout = new Layout(300, 300, 1);
    float[] decoded = Lanes.decoded(Lanes.encoder("int8", layout), layout, push, 1, 0);
    assertThat(decoded[0]).isNaN();
    assertThat(decoded[255]).isNaN();
    assertThat(decoded[256]).isZero();
    assertThat(decoded[299]).isEqualTo(1);
  }

  @Test
  void aBlockOfTinyFloatsIsZero() {
    float[] push = {1e-31f, -Float.MIN_VALUE, 0};
    Layout layout = new Layout(3, 3, 1);
    assertThat(Lanes.decoded(Lanes.encoder("int8", layout), layout, push, 1, 0))
        .containsExactly(0, 0, 0);
  }

  @Test
  void statisticsMakeNoScaleGreater() {
    float[] push = {1, 1e9f, 0.5f};
    Layout layout = new Layout(3, 3, 1);
    Encoder encoder = Lanes.encoder("int8", layout, new Range(1, 2));
    assertThat(Lanes.decoded(encoder, layout, push, 1, 0))
        .containsExactly(1, 1e9f, 64 * (1f / 127));
  }
}
