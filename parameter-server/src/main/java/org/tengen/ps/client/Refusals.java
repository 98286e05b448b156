package org.tengen.ps.client;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;

/** What the lane's side makes of answers that are not what it asked for. */
final class Refusals {
  private Refusals() {}

  /** The message of a lost request; any other refusal is thrown. */
  static String lostOrThrow(int lane, @Nullable Reply reply) {
    if (reply instanceof Reply.Refused refused && lost(refused)) {
      return refused.message();
    }
    throw thrown(lane, reply);
  }

  /** Whether the way has to be opened again, for another copy of the shard may serve by now. */
  static boolean lost(@Nullable Reply reply) {
    return reply instanceof Reply.Refused refused
        && (refused.reason() == Reply.Refused.Reason.LOST
            || refused.reason() == Reply.Refused.Reason.SUPERSEDED_EPOCH);
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
