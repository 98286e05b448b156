package org.tengen.ps.tcp;

import java.util.Map;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.wire.Keys;
import org.tengen.ps.wire.RunKey;

/** Who may come in at a server's port, and what they find behind it. For any thread. */
public interface ServedRuns extends Keys {
  /**
   * Who answers those who came in by this run, by number: -1 is the coordinator, others are shards.
   * Asked once for each connection, after its proof.
   */
  Map<Integer, Endpoint> targets(String run);

  /** One run with always the same targets. */
  static ServedRuns one(RunKey key, Map<Integer, Endpoint> targets) {
    return new OneRun(Keys.one(key), Map.copyOf(targets));
  }
}
