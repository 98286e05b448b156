package org.tengen.ps.client;

import org.tengen.ps.protocol.Reply;

/** What a lane asked was not done; one line says what, by whom, and why. */
public final class LaneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  private final Reply.Refused.Reason reason;

  /** With the server's reason. */
  public LaneException(Reply.Refused.Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why: {@code CLOSED} means that the run has ended, whatever this lane does. */
  public Reply.Refused.Reason reason() {
    return reason;
  }
}
