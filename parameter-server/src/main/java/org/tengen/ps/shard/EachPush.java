package org.tengen.ps.shard;

import java.util.List;
import org.tengen.ps.codec.Format;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.training.Training;

/** Every push is an update of its own, in order of arrival. Shard thread only. */
final class EachPush implements Gatherer {
  private final List<Slice> slices;
  private final Tally tally;
  private final Correction correction;
  private final int lanes;
  private final float[] scratch;

  EachPush(Training training, List<Slice> slices, Tally tally) {
    this.slices = slices;
    this.tally = tally;
    this.correction = training.strategy().correction();
    this.lanes = training.lanes();
    this.scratch = new float[training.layout().sliceFloats()];
  }

  @Override
  public boolean gather(int at, Request.Push push) {
    Slice slice = slices.get(at);
    float scale = Slice.scale(push.samples());
    double rateFactor = correction.rateFactor(slice.version() - push.pulledVersion());
    slice.include(push.lane());
    // a sparse payload is walked from its beginning for each piece
    boolean whole = correction.keepsPulled() || Format.of(push.payload()) == Format.SPARSE;
    if (whole) {
      push.payload().read(0, scratch, 0, slice.length());
      slice.compensate(push.lane(), scratch, push.samples());
      slice.apply(scratch, scale, rateFactor, 1f / lanes, 1);
    } else {
      slice.apply(push.payload(), scratch, scale, rateFactor, 1f / lanes);
    }
    return true;
  }

  @Override
  public void pushed(int lane, int samples) {
    tally.add(lane, samples);
    tally.settle();
  }

  @Override
  public long settling(int lane, int samples) {
    return samples;
  }

  @Override
  public void save(ShardRest.Writer out) {}

  @Override
  public void load(ShardRest.Reader in) {}

  @Override
  public long clocksDone(int at) {
    return 0;
  }
}
