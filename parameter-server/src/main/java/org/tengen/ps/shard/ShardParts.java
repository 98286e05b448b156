package org.tengen.ps.shard;

import java.util.List;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Asked;
import org.tengen.ps.serving.Grants;
import org.tengen.ps.serving.ParkedPulls;
import org.tengen.ps.serving.ServedLanes;

/**
 * What a shard is made of and an image leaves out, to be noted and gone on with elsewhere. Shard
 * thread only.
 */
record ShardParts(
    ServedLanes<Lane> lanes,
    List<Slice> slices,
    Gatherer gatherer,
    Grants grants,
    Tally tally,
    ParkedPulls<Request.Pull> parked) {

  /** Notes all of it. */
  ShardRest save() {
    ShardRest.Writer out = new ShardRest.Writer();
    lanes.all().forEach(lane -> lane.save(out));
    slices.forEach(slice -> slice.save(out));
    gatherer.save(out);
    grants.save(out);
    tally.save(out);
    saveParked(out);
    return out.all();
  }

  /** Goes on with what was noted, if anything was. */
  void load(ShardRest rest) {
    if (rest.isNone()) {
      return;
    }
    ShardRest.Reader in = new ShardRest.Reader(rest);
    lanes.all().forEach(lane -> lane.load(in));
    slices.forEach(slice -> slice.load(in));
    gatherer.load(in);
    grants.load(in);
    tally.load(in);
    loadParked(in);
  }

  /** Notes who waits, in order. */
  private void saveParked(ShardRest.Writer out) {
    out.put(parked.count());
    for (Asked<Request.Pull> asked : parked.all()) {
      Request.Pull pull = asked.pull();
      out.put(pull.lane(), pull.incarnation(), pull.clock(), pull.epoch());
    }
  }

  /** Goes on with those who were noted, and whom another process has to answer. */
  private void loadParked(ShardRest.Reader in) {
    long count = in.numbers()[0];
    for (long each = 0; each < count; each++) {
      long[] noted = in.numbers();
      Request.Pull pull = new Request.Pull((int) noted[0], (int) noted[1], noted[2], noted[3]);
      parked.add(Asked.elsewhere(pull.lane(), pull.clock(), pull, new Elsewhere()));
    }
  }

  /** Who waits at another process. */
  private static final class Elsewhere implements ReplyHandler {
    @Override
    public void onWeights(int slice, long version, Payload weights) {}

    @Override
    public void onReply(Reply reply) {}
  }
}
