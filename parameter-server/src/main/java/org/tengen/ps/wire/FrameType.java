package org.tengen.ps.wire;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a frame is. The codes are the protocol's: they never change their meaning. */
public enum FrameType {
  /** Client: who it is, which run it wants, its nonce. */
  HELLO(1, Shape.TEXT),
  /** Server: its nonce. */
  CHALLENGE(2, Shape.TEXT),
  /** Client: proves that it knows the secret. */
  PROOF(3, Shape.TEXT),
  /** Server: proves the same, and states its frame limit. */
  WELCOME(4, Shape.TEXT),
  /** Server: one line that says why it closes the connection. */
  REJECTED(5, Shape.TEXT),
  /** Either side, when it had nothing else to say for a while. */
  HEARTBEAT(6, Shape.EMPTY),
  /** Client: asks for memory that both sides map, see {@link SharedFrames}. */
  SHARE(7, Shape.EMPTY),
  /** Server: which memory, or that there is none. */
  SHARED(8, Shape.TEXT),
  /** Client: whether it has mapped it. */
  MAPPED(9, Shape.TEXT),
  /** Either side: the header of a frame whose body lies in that memory, see {@link SharedBody}. */
  IN_MEMORY(10, Shape.TEXT),
  /** Client: the places of bodies that it has read. */
  FREED(11, Shape.TEXT),

  /** {@link org.tengen.ps.protocol.Request.Join}. */
  JOIN(16, Shape.TEXT),
  /** {@link org.tengen.ps.protocol.Request.Progress}. */
  PROGRESS(17, Shape.TEXT),
  /** {@link org.tengen.ps.protocol.Request.Leave}. */
  LEAVE(18, Shape.TEXT),
  /** {@link org.tengen.ps.protocol.Request.Attach}. */
  ATTACH(19, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Request.Pull}. */
  PULL(20, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Request.Push}. */
  PUSH(21, Shape.FLOATS),
  /** {@link org.tengen.ps.protocol.Request.Detach}. */
  DETACH(22, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Request.Where}. */
  WHERE(23, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Request.RowList}. */
  ROW_LIST(24, Shape.BYTES),
  /** {@link org.tengen.ps.protocol.Request.RowPull}. */
  ROW_PULL(25, Shape.TEXT),
  /** {@link org.tengen.ps.protocol.Request.RowPush}. */
  ROW_PUSH(26, Shape.BYTES),
  /** {@link org.tengen.ps.protocol.Request.Order}. */
  ORDER(28, Shape.BYTES),

  /** {@link org.tengen.ps.protocol.Reply.Joined}. */
  JOINED(32, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Reply.Attached}. */
  ATTACHED(33, Shape.EMPTY),
  /** One slice of the answer to a pull. */
  WEIGHTS(34, Shape.FLOATS),
  /** {@link org.tengen.ps.protocol.Reply.Pulled}. */
  PULLED(35, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Reply.BudgetSpent}. */
  BUDGET_SPENT(36, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Reply.Acknowledged}. */
  ACKNOWLEDGED(37, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Reply.Done}. */
  DONE(38, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Reply.Refused}. */
  REFUSED(39, Shape.TEXT),
  /** {@link org.tengen.ps.protocol.Reply.Behind}. */
  BEHIND(40, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Reply.Placed}. */
  PLACED(41, Shape.TEXT),
  /** {@link org.tengen.ps.protocol.Reply.Vacate}. */
  VACATE(42, Shape.EMPTY),
  /** {@link org.tengen.ps.protocol.Reply.Report}. */
  REPORT(44, Shape.BYTES),
  /** {@link org.tengen.ps.protocol.Reply.UnknownLists}. */
  UNKNOWN_LISTS(45, Shape.EMPTY);

  /** What follows the header. */
  enum Shape {
    /** Nothing. */
    EMPTY,
    /** At most {@link Frames#MAX_TEXT_BYTES} of numbers and strings. */
    TEXT,
    /** Raw little-endian float32, or what the header's format makes of them. */
    FLOATS,
    /** Whatever the two sides have agreed on. */
    BYTES
  }

  private static final @Nullable FrameType[] BY_CODE = new FrameType[64];

  static {
    for (FrameType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final byte code;
  private final Shape shape;

  FrameType(int code, Shape shape) {
    this.code = (byte) code;
    this.shape = shape;
  }

  byte code() {
    return code;
  }

  Shape shape() {
    return shape;
  }

  /** Whether the header's last field is a shard's epoch, and not how long an answer was parked. */
  boolean carriesEpoch() {
    return this == PULL || this == PUSH || this == ATTACHED || this == PLACED;
  }

  static @Nullable FrameType of(byte code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  static Set<FrameType> between(FrameType first, FrameType last) {
    return Collections.unmodifiableSet(EnumSet.range(first, last));
  }
}
