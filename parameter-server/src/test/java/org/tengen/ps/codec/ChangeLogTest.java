package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;

class ChangeLogTest {
  @Test
  void bringsAnyEarlierVersionToTheNewestToTheBit() {
    Random random = new Random(1);
    int floats = 300;
    int versions = 40;
    ChangeLog log = new ChangeLog(floats, 5);
    float[][] history = new float[versions][floats];
    for (int version = 1; version < versions; version++) {
      history[version] = history[version - 1].clone();
      for (int i = 0; i < 3; i++) {
        history[version][random.nextInt(floats)] = (float) random.nextGaussian();
      }
      log.update(history[version - 1], history[version], 5 + version);
      for (int base = 0; base <= version; base++) {
        Payload since = log.since(5 + base, 5 + version, history[version]);
        float[] read = history[base].clone();
        if (since instanceof CodedPayload changes) {
          assertThat(changes.base()).isEqualTo(5 + base);
          assertThat(changes.bytes()).isLessThan(4 * floats);
          changes.change(read, 0);
          assertThat(read).isEqualTo(history[version]);
        }
        assertThat(since == null).isEqualTo(version - base > 90);
      }
    }
  }

  @Test
  void isNothingWhereNothingIsKnownOrNothingSaved() {
    ChangeLog log = new ChangeLog(2, 0);
    float[] before = {0, 0};
    float[] after = {1, 2};
    log.update(before, after, 1);
    assertThat(log.since(-1, 1, after)).isNull();
    assertThat(log.since(0, 1, after)).isNull();
  }

  @Test
  void changesAreNoFloatsByThemselves() {
    ChangeLog log = new ChangeLog(100, 0);
    Payload none = log.since(0, 0, new float[100]);
    assertThat(none).isNotNull();
    assertThatThrownBy(() -> none.read(0, new float[100], 0, 100))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("changes are no floats by themselves");
  }
}
