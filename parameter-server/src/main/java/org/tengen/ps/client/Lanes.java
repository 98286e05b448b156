package org.tengen.ps.client;

import java.util.Map;

/** How a worker comes to hold a lane. */
public final class Lanes {
  private Lanes() {}

  /**
   * Takes the lane's lease, waits until every lane has been joined once, and attaches to all
   * shards.
   *
   * @param worker who asks, for messages: host and process
   * @param facts what decides the bits of a gradient here, by name
   * @throws LaneException with one line when the run does not take this worker, somebody does not
   *     come in time, or the server cannot be reached
   */
  public static LaneSession join(
      int lane,
      String worker,
      Map<String, String> facts,
      Connector connector,
      ClientSettings settings)
      throws InterruptedException {
    CoordinatorLink coordinator = new CoordinatorLink(connector, settings, lane);
    boolean done = false;
    try {
      int incarnation = coordinator.join(worker, facts);
      ShardLinks shards = attach(connector, settings, lane, incarnation);
      done = true;
      return shards.session(coordinator);
    } finally {
      if (!done) {
        coordinator.close();
      }
    }
  }

  private static ShardLinks attach(
      Connector connector, ClientSettings settings, int lane, int incarnation)
      throws InterruptedException {
    ShardLinks shards = new ShardLinks(connector, settings, lane, incarnation);
    boolean done = false;
    try {
      shards.open();
      done = true;
      return shards;
    } finally {
      if (!done) {
        shards.close();
      }
    }
  }
}
