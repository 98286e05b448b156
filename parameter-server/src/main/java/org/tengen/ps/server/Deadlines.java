package org.tengen.ps.server;

import java.time.Duration;

/**
 * How long is waited before somebody is named.
 *
 * @param rendezvous from the first lane's join until every lane has joined
 * @param parked how long a pull waits for slower lanes; long enough for a lost task to be started
 *     again
 */
public record Deadlines(Duration rendezvous, Duration parked) {
  /** One minute to come together, five for the slowest lane. */
  public static Deadlines usual() {
    return new Deadlines(Duration.ofMinutes(1), Duration.ofMinutes(5));
  }
}
