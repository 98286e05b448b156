package org.tengen.ps.shard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.PartSource;
import org.tengen.ps.serving.ServedLanes;

/**
 * The weights that pulls are answered with: those of their clock, where they are kept. Shard thread
 * only.
 */
final class PulledSlices implements PartSource<Request.Pull> {
  private final List<Slice> slices;
  private final ServedLanes<Lane> lanes;
  private final Gatherer gatherer;
  private final boolean replicated;

  /**
   * Of all slices of a shard.
   *
   * @param replicated see {@link ShardSettings#replicated}
   */
  PulledSlices(List<Slice> slices, ServedLanes<Lane> lanes, Gatherer gatherer, boolean replicated) {
    this.slices = slices;
    this.lanes = lanes;
    this.gatherer = gatherer;
    this.replicated = replicated;
  }

  /**
   * The pull is admitted. Replicas do that at the same place in the order of requests, but none
   * knows when the other's slices leave: so what a push may have been computed on, and what is held
   * for it, is noted here and not when a slice leaves.
   */
  void admit(Request.Pull pull) {
    Lane lane = lanes.get(pull.lane());
    lane.pulls(pull.clock());
    for (int at = 0; replicated && at < slices.size(); at++) {
      lane.admitted(at, version(pull, at));
      slices.get(at).pulled(pull.lane());
    }
  }

  @Override
  public int parts(Request.Pull pull) {
    return slices.size();
  }

  @Override
  public @Nullable Reply end(Request.Pull pull, int at) {
    return gatherer.clocksDone(at) > pull.clock() + 1
        ? new Reply.Behind(lanes.get(pull.lane()).clock())
        : null;
  }

  @Override
  public void deliver(Request.Pull pull, int at, ReplyHandler handler) {
    Slice slice = slices.get(at);
    Lane lane = lanes.get(pull.lane());
    Payload held = replicated ? slice.heldBefore(pull.lane()) : null;
    long version = held == null ? version(pull, at) : lane.admittedLast(at);
    Payload weights = held == null ? present(pull, slice, at) : held;
    lane.given(at, version);
    if (!replicated) {
      slice.pulled(pull.lane());
    }
    handler.onWeights(slice.index(), version, weights);
  }

  private Payload present(Request.Pull pull, Slice slice, int at) {
    return isBack(pull, at) ? slice.previous() : slice.currentSince(lanes.get(pull.lane()).has[at]);
  }

  /** The version that the slice has for the pull's clock. */
  private long version(Request.Pull pull, int at) {
    long version = slices.get(at).version();
    return isBack(pull, at) ? version - 1 : version;
  }

  private boolean isBack(Request.Pull pull, int at) {
    return pull.clock() < gatherer.clocksDone(at);
  }
}
