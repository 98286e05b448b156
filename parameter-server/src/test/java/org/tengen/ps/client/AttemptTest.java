package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Layout;

class AttemptTest {
  private final FloatBuffer into = FloatBuffer.allocate(4);
  private final Held held = new Held(ClientSettings.usual(new Layout(4, 2, 1)));
  private final Attempt attempt =
      new Attempt(0, new Request.Pull(0, 1, 0), new Attempt.Slices(held, into), false);

  @Test
  void writesASliceAtItsPositionsWithItsVersion() {
    attempt.onWeights(1, 7, Payload.of(new float[] {5, 6}, 0, 2));
    assertThat(into.array()).containsExactly(0, 0, 5, 6);
    assertThat(held.version(0)).isEqualTo(-1);
    assertThat(held.version(1)).isEqualTo(7);
  }

  @Test
  void dropsWhatComesAfterItWasAbandoned() {
    attempt.abandon();
    attempt.onWeights(1, 7, Payload.of(new float[] {5, 6}, 0, 2));
    assertThat(into.array()).containsExactly(0, 0, 0, 0);
    assertThat(held.version(1)).isEqualTo(-1);
  }
}
