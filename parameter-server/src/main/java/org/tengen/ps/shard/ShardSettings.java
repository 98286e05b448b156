package org.tengen.ps.shard;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.image.ShardCopy;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.serving.ServingSettings;
import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.training.Training;

/**
 * What one shard is made of.
 *
 * @param image what it starts from
 * @param granted by lane, the iterations already given out in the whole run
 * @param parkedNs how long a pull is parked at most
 * @param replicated whether another shard is given the same requests in the same order, each in a
 *     turn of its own, and shall come to the same state: then nothing depends on when the slices of
 *     a pull leave
 * @param rest what it starts from beside the image
 */
public record ShardSettings(
    Training training,
    ImageIntervals images,
    ShardImage image,
    long[] granted,
    long parkedNs,
    boolean replicated,
    ShardRest rest) {
  /** Of a shard that is the only one of its kind. */
  public ShardSettings(
      Training training, ImageIntervals images, ShardImage image, long[] granted, long parkedNs) {
    this(training, images, image, granted, parkedNs, false, ShardRest.NONE);
  }

  /** The same, of a shard that has a replica. */
  public ShardSettings asReplica() {
    return new ShardSettings(training, images, image, granted, parkedNs, true, rest);
  }

  /** The same, of a shard that goes on as the one that was copied. */
  public ShardSettings with(ShardCopy copy) {
    return new ShardSettings(
        training, images, copy.image(), granted, parkedNs, replicated, copy.rest());
  }

  /** What honest lanes have outstanding at most. */
  public int outstanding() {
    return 64 + 2 * training.lanes() * (training.layout().slicesOf(shard()).length() + 4);
  }

  /** By lane, the iterations that any slice of any shard has seen. */
  public static long[] granted(int lanes, List<ShardImage> shards) {
    long[] granted = new long[lanes];
    for (ShardImage shard : shards) {
      for (SliceImage slice : shard.slices()) {
        for (int lane = 0; lane < lanes; lane++) {
          granted[lane] = Math.max(granted[lane], slice.clocks()[lane]);
        }
      }
    }
    return granted;
  }

  /** The index of the shard. */
  int shard() {
    return image.shard();
  }

  /** How the shard serves lanes. */
  ServingSettings serving() {
    return new ServingSettings(
        "shard " + shard(), shard(), training.course(), granted, parkedNs, outstanding());
  }

  /** The lanes as the image has them. */
  Lane[] lanes() {
    Lane[] lanes = new Lane[training.lanes()];
    for (int each = 0; each < lanes.length; each++) {
      int lane = each;
      long[] clocks = image.slices().stream().mapToLong(slice -> finished(slice)[lane]).toArray();
      long clock = Arrays.stream(clocks).min().orElse(0);
      long pushed = image.slices().stream().mapToLong(s -> s.clocks()[lane]).min().orElse(0);
      int done = (int) Arrays.stream(clocks).filter(c -> c > clock).count();
      lanes[each] = new Lane(image.slices().size());
      lanes[each].begin(clock, image.laneSamples()[lane], clock - pushed, done);
    }
    return lanes;
  }

  /** The pushes that every slice of the image has, where the lanes are {@code restored}. */
  long restoredPushes(List<Lane> restored) {
    Gathering gathering = training.strategy().gathering();
    return gathering.wholeClock()
        ? restored.get(0).clock() * gathering.pushes(restored.size())
        : restored.stream().mapToLong(Lane::clock).sum();
  }

  private long[] finished(SliceImage slice) {
    return training.strategy().gathering().finished(slice.clocks());
  }
}
