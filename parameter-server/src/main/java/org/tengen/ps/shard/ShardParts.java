package org.tengen.ps.shard;

import java.util.List;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;

/**
 * What a shard is made of and an image leaves out, to be noted and gone on with elsewhere. Shard
 * thread only.
 */
record ShardParts(
    LaneTable lanes,
    List<Slice> slices,
    Gatherer gatherer,
    Grants grants,
    Tally tally,
    ParkedPulls parked) {

  /** Notes all of it. */
  ShardRest save() {
    ShardRest.Writer out = new ShardRest.Writer();
    lanes.save(out);
    slices.forEach(slice -> slice.save(out));
    gatherer.save(out);
    grants.save(out);
    tally.save(out);
    parked.save(out);
    return out.all();
  }

  /** Goes on with what was noted, if anything was. */
  void load(ShardRest rest) {
    if (rest.isNone()) {
      return;
    }
    ShardRest.Reader in = new ShardRest.Reader(rest);
    lanes.load(in);
    slices.forEach(slice -> slice.load(in));
    gatherer.load(in);
    grants.load(in);
    tally.load(in);
    parked.load(in, new Elsewhere());
  }

  /** Who waits at another process. */
  private static final class Elsewhere implements ReplyHandler {
    @Override
    public void onWeights(int slice, long version, Payload weights) {}

    @Override
    public void onReply(Reply reply) {}
  }
}
