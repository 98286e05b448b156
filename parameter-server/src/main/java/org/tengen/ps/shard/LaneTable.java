package org.tengen.ps.shard;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;

/** All lanes as one shard knows them, and who may speak for them. Shard thread only. */
final class LaneTable {
  private final int shard;
  private final Lane[] lanes;

  LaneTable(int shard, Lane[] lanes) {
    this.shard = shard;
    this.lanes = lanes;
  }

  void save(ShardRest.Writer out) {
    for (Lane lane : lanes) {
      lane.save(out);
    }
  }

  void load(ShardRest.Reader in) {
    for (Lane lane : lanes) {
      lane.load(in);
    }
  }

  int count() {
    return lanes.length;
  }

  Lane get(int lane) {
    return lanes[lane];
  }

  /** The lane at the lowest clock; of several the first. */
  int slowest() {
    int slowest = 0;
    for (int lane = 1; lane < lanes.length; lane++) {
      if (lanes[lane].clock < lanes[slowest].clock) {
        slowest = lane;
      }
    }
    return slowest;
  }

  /** By lane; the caller's own. */
  long[] clocks() {
    long[] clocks = new long[lanes.length];
    for (int lane = 0; lane < clocks.length; lane++) {
      clocks[lane] = lanes[lane].clock;
    }
    return clocks;
  }

  /** By lane; the caller's own. */
  long[] samples() {
    long[] samples = new long[lanes.length];
    for (int lane = 0; lane < samples.length; lane++) {
      samples[lane] = lanes[lane].samples;
    }
    return samples;
  }

  /** By lane, the iterations that were left out; the caller's own. */
  long[] skipped() {
    long[] skipped = new long[lanes.length];
    for (int lane = 0; lane < skipped.length; lane++) {
      skipped[lane] = lanes[lane].skipped;
    }
    return skipped;
  }

  /** The refusal of a request by a lane or lease that has no business here; null if it has. */
  Reply.@Nullable Refused fence(Request request) {
    int lane = request.lane();
    if (lane < 0 || lane >= lanes.length) {
      return new Reply.Refused(
          Reason.INVALID, "lane " + lane + ": expected 0 to " + (lanes.length - 1));
    }
    int current = lanes[lane].incarnation;
    int lease = lease(request, current);
    if (lease < current) {
      return new Reply.Refused(
          Reason.SUPERSEDED,
          "lane " + lane + ": lease " + lease + " was taken over by lease " + current);
    }
    return lease > current && !(request instanceof Request.Attach)
        ? new Reply.Refused(
            Reason.INVALID,
            "lane " + lane + ": lease " + lease + " has not attached to shard " + shard)
        : null;
  }

  /** The lease that a request speaks for; of requests that no shard takes, {@code otherwise}. */
  private static int lease(Request request, int otherwise) {
    if (request instanceof Request.Push push) {
      return push.incarnation();
    } else if (request instanceof Request.Pull pull) {
      return pull.incarnation();
    } else if (request instanceof Request.Attach attach) {
      return attach.incarnation();
    } else if (request instanceof Request.Detach detach) {
      return detach.incarnation();
    }
    return otherwise;
  }
}
