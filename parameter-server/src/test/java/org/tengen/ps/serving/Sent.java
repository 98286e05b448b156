package org.tengen.ps.serving;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;

/** A request that was sent, and what has come back so far. */
public final class Sent implements ReplyHandler {
  public final List<Float> weights = new ArrayList<>();
  public final List<Long> versions = new ArrayList<>();
  public @Nullable Reply reply;

  @Override
  public void onWeights(int slice, long version, Payload floats) {
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

  /** Whether no answer has come. */
  public boolean parked() {
    return reply == null;
  }

  /** The line that it was refused with; empty if it was not. */
  public String refusal() {
    return reply instanceof Reply.Refused refused
        ? refused.reason() + ": " + refused.message()
        : "";
  }
}
