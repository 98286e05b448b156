package org.tengen.ps.client;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;

/** What the lane's side makes of answers that are not what it asked for. */
final class Refusals {
  private Refusals() {}

  /** The message of a lost request; any other refusal is thrown. */
  static String lostOrThrow(int lane, @Nullable Reply reply) {
    return lostOrThrow(lane, reply, false);
  }

  /** The message of a request that is to be repeated, see {@link #lost}; others are thrown. */
  static String lostOrThrow(int lane, @Nullable Reply reply, boolean moves) {
    if (reply instanceof Reply.Refused refused && lost(refused, moves)) {
      return refused.message();
    }
    throw thrown(lane, reply);
  }

  /**
   * Whether the way has to be opened again: it has broken, or another copy of the shard serves by
   * now.
   *
   * @param moves whether there is another copy: a process that ends is then not the run's end
   */
  static boolean lost(@Nullable Reply reply, boolean moves) {
    return reply instanceof Reply.Refused refused
        && switch (refused.reason()) {
          case LOST, SUPERSEDED_EPOCH -> true;
          case CLOSED -> moves;
          case SUPERSEDED, INVALID, DEADLINE -> false;
        };
  }

  /** The exception that says it to the lane. */
  static RuntimeException thrown(int lane, @Nullable Reply reply) {
    if (reply instanceof Reply.Refused refused) {
      return refused.reason() == Reply.Refused.Reason.SUPERSEDED
          ? new SupersededException(refused.message())
          : new LaneException(refused.reason(), "lane " + lane + ": " + refused.message());
    }
    return new LaneException(
        Reply.Refused.Reason.INVALID, "lane " + lane + ": unexpected answer " + reply);
  }
}
