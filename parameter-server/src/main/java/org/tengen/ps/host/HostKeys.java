package org.tengen.ps.host;

import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * What opens a host: one key for whoever gives it orders, others for the workers of each run and
 * for its other hosts.
 */
public final class HostKeys {
  /** The target that takes orders. */
  static final int ORDERS = -2;

  /** The target that tells the log of a primary to its successor. */
  static final int LOGS = -4;

  private static final String OWNER = "tengen-host";

  private HostKeys() {}

  /** For the owner of a run. */
  static RunKey owner(Secret secret) {
    return new RunKey(OWNER, secret);
  }

  /** For the hosts of a run, which give each other no orders. */
  static RunKey hosts(Secret secret, String run) {
    String name = run + "#hosts";
    return new RunKey(name, secret.forRun(name));
  }

  /** For the workers of a run, who cannot give orders with it and cannot enter another run. */
  public static RunKey ofRun(Secret secret, String run) {
    return new RunKey(run, secret.forRun(run));
  }
}
