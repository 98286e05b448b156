package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** How replicas at a host are, by shard. */
record Renewed(Map<Integer, ReplicaStatus> replicas) {
  Renewed {
    replicas = Map.copyOf(replicas);
  }

  byte[] toBytes() {
    TextWriter out = new TextWriter().i32(replicas.size());
    replicas.forEach((shard, status) -> write(out.i32(shard), status));
    return out.toBytes();
  }

  static Renewed read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    int count = in.i32();
    Map<Integer, ReplicaStatus> replicas = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      replicas.put(in.i32(), status(in));
    }
    in.end();
    return new Renewed(replicas);
  }

  private static void write(TextWriter out, ReplicaStatus status) {
    out.u8(code(status.role())).i64(status.epoch()).u8(status.serving() ? 1 : 0);
    out.i64(status.done()).i32(status.waiting());
    out.i64(status.stalledNs()).i64(status.acknowledged());
    out.i64(status.served()).i64(status.withheld());
  }

  private static ReplicaStatus status(TextReader in) throws BadFrameException {
    return new ReplicaStatus(
        role(in.u8()),
        in.i64(),
        in.u8() != 0,
        in.i64(),
        in.i32(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64());
  }

  private static int code(Role role) {
    return switch (role) {
      case PRIMARY -> 1;
      case SUCCESSOR -> 2;
      case ALONE -> 3;
      case FENCED -> 4;
    };
  }

  private static Role role(int code) throws BadFrameException {
    return switch (code) {
      case 1 -> Role.PRIMARY;
      case 2 -> Role.SUCCESSOR;
      case 3 -> Role.ALONE;
      case 4 -> Role.FENCED;
      default -> throw new BadFrameException("role " + code + " of a replica: expected 1 to 4");
    };
  }
}
