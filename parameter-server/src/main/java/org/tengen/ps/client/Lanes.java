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
    return LaneClient.join(lane, worker, facts, connector, settings);
  }

  /**
   * The same in a run with row tables.
   *
   * @throws LaneException as {@link #join}
   */
  public static RowSession joinRows(
      int lane,
      String worker,
      Map<String, String> facts,
      Connector connector,
      RowClientSettings settings)
      throws InterruptedException {
    return RowClient.join(lane, worker, facts, connector, settings);
  }
}
