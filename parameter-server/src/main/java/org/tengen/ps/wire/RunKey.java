package org.tengen.ps.wire;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * What opens a run's servers.
 *
 * @param run the run's name, no secret; at most 256 bytes
 * @param secret what only the run's processes know
 */
public record RunKey(String run, Secret secret) implements Serializable {
  static final int MAX_RUN = 256;

  public RunKey {
    int bytes = run.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_RUN) {
      throw new IllegalArgumentException(
          "run name of " + bytes + " bytes: expected 1 to " + MAX_RUN);
    }
  }
}
