package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

class SnapshotsTest {
  private final FloatBuffer pulled = FloatBuffer.allocate(4);
  private final Snapshots snapshots = new Snapshots(new Layout(4, 2, 1), pulled);

  private Snapshots.Snapshot hold(int slice, long version, float... floats) {
    return snapshots.hold(slice, version, Payload.of(floats, 0, floats.length));
  }

  @Test
  void lanesOfOneVersionShareACopyAndTheLastOfThemGivesItBack() {
    Snapshots.Snapshot first = hold(0, 7, 1, 2);
    Snapshots.Snapshot same = hold(0, 7, 1, 2);
    assertThat(same).isSameAs(first);
    hold(0, 8, 3, 4);
    assertThat(snapshots.count()).isEqualTo(2);

    first.letGo();
    assertThat(snapshots.count()).isEqualTo(2);
    same.letGo();
    assertThat(snapshots.count()).isEqualTo(1);
  }

  @Test
  void putsEachLanesOwnVersionsWhereLanesCompute() {
    Snapshots.Snapshot[] old = {hold(0, 1, 1, 1), hold(1, 1, 1, 1)};
    Snapshots.Snapshot[] mixed = {hold(0, 1, 1, 1), hold(1, 2, 2, 2)};
    snapshots.load(old);
    assertThat(pulled.array()).containsExactly(1, 1, 1, 1);
    snapshots.load(mixed);
    assertThat(pulled.array()).containsExactly(1, 1, 2, 2);
    snapshots.load(old);
    assertThat(pulled.array()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void writesAnewWhatOthersHaveOverwritten() {
    Snapshots.Snapshot[] held = {hold(0, 1, 5, 5), hold(1, 1, 5, 5)};
    snapshots.load(held);
    pulled.put(0, new float[4]);
    snapshots.forget();
    snapshots.load(held);
    assertThat(pulled.array()).containsExactly(5, 5, 5, 5);
  }
}
