package org.tengen.ps.serving;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;

/**
 * All lanes as one shard knows them, and who may speak for them. Shard thread only.
 *
 * @param <L> what is known of each
 */
public final class ServedLanes<L extends ServedLane> {
  private final String shard;
  private final L[] lanes;

  /**
   * Some lanes.
   *
   * @param shard for messages
   * @param lanes the callee's from now on
   */
  public ServedLanes(String shard, L[] lanes) {
    this.shard = shard;
    this.lanes = lanes;
  }

  /** How many there are. */
  public int count() {
    return lanes.length;
  }

  /** One of them. */
  public L get(int lane) {
    return lanes[lane];
  }

  /** All of them. */
  public List<L> all() {
    return List.of(lanes);
  }

  /** The lane at the lowest clock; of several the first. */
  public int slowest() {
    int slowest = 0;
    for (int lane = 1; lane < lanes.length; lane++) {
      if (lanes[lane].clock() < lanes[slowest].clock()) {
        slowest = lane;
      }
    }
    return slowest;
  }

  /** By lane; the caller's own. */
  public long[] clocks() {
    return figures(ServedLane::clock);
  }

  /** By lane; the caller's own. */
  public long[] samples() {
    return figures(ServedLane::samples);
  }

  /** Something of each lane; the caller's own. */
  public long[] figures(ToLongFunction<? super L> figure) {
    long[] figures = new long[lanes.length];
    for (int lane = 0; lane < figures.length; lane++) {
      figures[lane] = figure.applyAsLong(lanes[lane]);
    }
    return figures;
  }

  /** The refusal of a request by a lane or lease that has no business here; null if it has. */
  Reply.@Nullable Refused fence(Request request) {
    int lane = request.lane();
    if (lane < 0 || lane >= lanes.length) {
      return new Reply.Refused(
          Reason.INVALID, "lane " + lane + ": expected 0 to " + (lanes.length - 1));
    }
    int current = lanes[lane].incarnation();
    int lease = request instanceof Request.Leased leased ? leased.incarnation() : current;
    if (lease < current) {
      return new Reply.Refused(
          Reason.SUPERSEDED,
          "lane " + lane + ": lease " + lease + " was taken over by lease " + current);
    }
    return lease > current && !(request instanceof Request.Attach)
        ? new Reply.Refused(
            Reason.INVALID, "lane " + lane + ": lease " + lease + " has not attached to " + shard)
        : null;
  }
}
