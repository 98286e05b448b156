package org.tengen.ps.tcp;

import java.io.IOException;

/** The other side has sent nothing, not even a heartbeat, for the idle timeout. */
final class SilentPeerException extends IOException {
  private static final long serialVersionUID = 1L;

  SilentPeerException(long timeoutMs) {
    super("the other side has been silent for " + timeoutMs + " ms");
  }
}
