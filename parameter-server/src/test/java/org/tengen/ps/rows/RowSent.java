package org.tengen.ps.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;

/** A request that was sent, and what has come back so far. */
final class RowSent implements ReplyHandler {
  final List<Float> weights = new ArrayList<>();
  final List<Long> versions = new ArrayList<>();
  @Nullable Reply reply;

  @Override
  public void onWeights(int part, long version, Payload floats) {
    float[] copy = new float[floats.length()];
    floats.read(0, copy, 0, copy.length);
    for (float each : copy) {
      weights.add(each);
    }
    versions.add(version);
  }

  @Override
  public void onReply(Reply answer) {
    if (reply != null) {
      throw new AssertionError("answered twice: " + reply + ", " + answer);
    }
    reply = answer;
  }

  boolean parked() {
    return reply == null;
  }

  /** The line that it was refused with; empty if it was not. */
  String refusal() {
    return reply instanceof Reply.Refused refused
        ? refused.reason() + ": " + refused.message()
        : "";
  }
}
