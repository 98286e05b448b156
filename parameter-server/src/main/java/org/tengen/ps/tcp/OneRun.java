package org.tengen.ps.tcp;

import java.util.Map;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.wire.HandshakeException;
import org.tengen.ps.wire.Keys;
import org.tengen.ps.wire.RunKey;

/** A server's only run. */
record OneRun(Keys keys, Map<Integer, Endpoint> all) implements ServedRuns {
  @Override
  public RunKey of(String run) throws HandshakeException {
    return keys.of(run);
  }

  @Override
  public Map<Integer, Endpoint> targets(String run) {
    return all;
  }
}
