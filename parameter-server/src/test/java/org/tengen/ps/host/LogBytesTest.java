package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.Entry;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;
import org.tengen.ps.wire.BadFrameException;

/** What hosts say to each other, and owners to hosts about replicas, on the wire. */
class LogBytesTest {
  private static final float[] FLOATS = {1.5f, -2, 0.25f};

  private static byte[] three() {
    return EntryBytes.of(
        List.of(
            EntryBytes.Out.of(new Entry(4, 71, new Request.Attach(1, 2))),
            EntryBytes.Out.of(
                new Entry(4, 72, new Request.Push(1, 2, 3, 0, 5, 6, 4, Payload.of(FLOATS, 0, 3)))),
            EntryBytes.Out.of(new Entry(5, 73, new Request.Pull(1, 2, 4, 5)))));
  }

  @Test
  void entriesArriveAsTheyWereForwarded() throws Exception {
    List<Entry> arrived = EntryBytes.read(three());
    assertThat(arrived).hasSize(3);
    assertThat(arrived.get(0)).isEqualTo(new Entry(4, 71, new Request.Attach(1, 2)));
    assertThat(arrived.get(2)).isEqualTo(new Entry(5, 73, new Request.Pull(1, 2, 4, 5)));
    assertThat(arrived.get(1).sequence()).isEqualTo(72);
    Request.Push push = (Request.Push) arrived.get(1).request();
    assertThat(push.clock()).isEqualTo(3);
    assertThat(push.epoch()).isEqualTo(4);
    float[] floats = new float[3];
    push.payload().read(0, floats, 0, 3);
    assertThat(floats).isEqualTo(FLOATS);
  }

  @Test
  void refusesEntriesThatAreCutShort() {
    byte[] whole = three();
    for (int length : new int[] {1, 71, whole.length - 1}) {
      assertThatThrownBy(() -> EntryBytes.read(Arrays.copyOf(whole, length)))
          .isInstanceOf(BadFrameException.class);
    }
  }

  @Test
  void messagesOfALogArriveAsTheyWereSaid() throws Exception {
    for (LogMessage message :
        List.of(
            new LogMessage.Follow(3, 4, 1L << 40),
            new LogMessage.More(3),
            new LogMessage.Confirm(3, 4, 5),
            new LogMessage.Superseded(3, 1L << 41))) {
      assertThat(LogMessage.read(message.toBytes())).isEqualTo(message);
    }
    assertThatThrownBy(() -> LogMessage.read(new byte[] {9, 0, 0, 0, 0}))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("message 9 of a log: expected 1 to 4");
  }

  @Test
  void ordersAboutReplicasArriveAsTheyWereGiven() throws Exception {
    for (HostOrder order :
        List.of(
            new HostOrder.Renew("run", 7, 6, 2_000_000_000L, Map.of(0, 1L, 3, 2L)),
            new HostOrder.Renew("run", 1, 0, 1, Map.of()),
            new HostOrder.Obey("run", 2, new ReplicaOrder.Promote(2)),
            new HostOrder.Obey("run", 2, new ReplicaOrder.Alone(3)),
            new HostOrder.Obey("run", 2, new ReplicaOrder.Lead(4)),
            new HostOrder.Obey("run", 2, new ReplicaOrder.Fence(5)))) {
      assertThat(OrderBytes.read(OrderBytes.of(order))).isEqualTo(order);
    }
  }

  @Test
  void whatReplicasAreArrivesAsItWasSaid() throws Exception {
    Renewed renewed =
        new Renewed(
            Map.of(
                0, new ReplicaStatus(Role.PRIMARY, 1, true, 2, 3, 4, 5, 6, 7),
                1, new ReplicaStatus(Role.SUCCESSOR, 1, false, 2, 0, 0, 0, 0, 0),
                2, new ReplicaStatus(Role.ALONE, 2, true, 9, 0, 0, 1, 1, 1),
                3, new ReplicaStatus(Role.FENCED, 3, false, 9, 0, 0, 1, 1, 8)));
    assertThat(Renewed.read(renewed.toBytes())).isEqualTo(renewed);
    byte[] wrong = renewed.toBytes();
    ByteBuffer.wrap(wrong).put(8, (byte) 9);
    assertThatThrownBy(() -> Renewed.read(wrong))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("role 9 of a replica: expected 1 to 4");
  }
}
