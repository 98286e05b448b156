package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tengen.ps.codec.ChangeLog;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Coding;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

class HeldTest {
  private static final int LENGTH = 100;

  private final FloatBuffer into = FloatBuffer.allocate(LENGTH);
  private final Held held =
      new Held(
          new ClientSettings(
              new Layout(LENGTH, LENGTH, 1),
              new Coding(Codec.parse("topk:0.01"), List.of(), 1, 1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1)));

  private static Payload changes() {
    float[] before = new float[LENGTH];
    float[] after = before.clone();
    after[7] = 1;
    ChangeLog log = new ChangeLog(LENGTH, 0);
    log.update(before, after, 1);
    return Objects.requireNonNull(log.since(0, 1, after));
  }

  @Test
  void takesChangesOfWhatItHas() {
    held.write(0, 0, Payload.of(new float[LENGTH], 0, LENGTH), into);
    held.write(0, 1, changes(), into);
    assertThat(held.version(0)).isEqualTo(1);
    assertThat(into.get(7)).isEqualTo(1);
  }

  @Test
  void refusesChangesOfWhatItNeverGot() {
    assertThatThrownBy(() -> held.write(0, 1, changes(), into))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("since version 0: expected changes of 100 since version -1");
  }
}
