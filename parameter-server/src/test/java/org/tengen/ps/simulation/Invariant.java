package org.tengen.ps.simulation;

import java.util.List;

/** What holds whatever happens. One is made for each server, since a restart may lose pushes. */
interface Invariant {
  /**
   * Looks after an event.
   *
   * @param answers what shards have answered in it
   * @param changed the shards that have done something, as they are now
   * @throws Violation if it does not hold
   */
  void check(Server server, List<Answered> answers, List<Stand> changed);

  /** Looks when the run is done. */
  default void checkEnd(Server server) {}
}
