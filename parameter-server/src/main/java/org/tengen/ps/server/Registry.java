package org.tengen.ps.server;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tengen.ps.client.Connector;

/** The parameter servers of this JVM by run id. A server is here from its start to its close. */
public final class Registry {
  private static final Map<String, Connector> RUNS = new ConcurrentHashMap<>();

  private Registry() {}

  /** The way to the run's server, if it is in this JVM: direct calls, and no copy on the way. */
  public static Optional<Connector> find(String runId) {
    return Optional.ofNullable(RUNS.get(runId));
  }

  static void add(String runId, Connector connector) {
    if (RUNS.putIfAbsent(runId, connector) != null) {
      throw new IllegalStateException("run " + runId + " has a parameter server in this JVM");
    }
  }

  /** Takes it out, if it is still that one. */
  static void remove(String runId, Connector connector) {
    RUNS.remove(runId, connector);
  }
}
