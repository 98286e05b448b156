package org.tengen.ps.host;

import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** What opens a host: one key for whoever gives it orders, another for the workers of each run. */
public final class HostKeys {
  /** The target that takes orders. */
  static final int ORDERS = -2;

  private static final String OWNER = "tengen-host";

  private HostKeys() {}

  /** For the owner of a run. */
  static RunKey owner(Secret secret) {
    return new RunKey(OWNER, secret);
  }

  /** For the workers of a run, who cannot give orders with it and cannot enter another run. */
  public static RunKey ofRun(Secret secret, String run) {
    return new RunKey(run, secret.forRun(run));
  }
}
