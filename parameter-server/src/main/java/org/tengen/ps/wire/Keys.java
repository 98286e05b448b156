package org.tengen.ps.wire;

/** The runs that a server lets in. For any thread. */
@FunctionalInterface
public interface Keys {
  /**
   * What opens the run of this name.
   *
   * @throws HandshakeException if it is not served here; one line that a stranger may read
   */
  RunKey of(String run) throws HandshakeException;

  /** One run alone. */
  static Keys one(RunKey key) {
    return run -> {
      if (!run.equals(key.run())) {
        throw new HandshakeException("run " + run + " is not served here: expected " + key.run());
      }
      return key;
    };
  }
}
