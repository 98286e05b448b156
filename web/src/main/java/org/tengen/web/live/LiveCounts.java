package org.tengen.web.live;

import java.util.List;

/**
 * All that a training has counted since it began, at one moment. Everything rises, so that any two
 * of them tell what happened between, and one that is lost costs nothing but detail.
 *
 * @param seconds of training
 * @param samples applied on all shards
 * @param updates of the optimiser
 * @param staleness of the pushes
 * @param lanes one per lane, in order
 * @param shards one per shard, in order; none where nobody knows
 */
public record LiveCounts(
    double seconds,
    long samples,
    long updates,
    Staleness staleness,
    List<Lane> lanes,
    List<Shard> shards) {
  public LiveCounts {
    lanes = List.copyOf(lanes);
    shards = List.copyOf(shards);
  }

  /**
   * How stale the applied pushes were.
   *
   * @param spread mean difference between the slices of one push at one shard
   * @param counts {@code counts[k]} of them were k updates stale
   */
  public record Staleness(double mean, long p99, long max, double spread, List<Long> counts) {
    public Staleness {
      counts = List.copyOf(counts);
    }

    /** All pushes, one for each shard. */
    public long pushes() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * A lane.
   *
   * @param worker who holds it, or held it last; empty before the first
   * @param leases how many holders it has had
   * @param clock iterations that every shard is done with
   * @param samples applied
   * @param skipped iterations that came too late
   * @param silent seconds since the holder was heard; 0 where nobody holds it
   * @param finished whether it has nothing left to do
   * @param work as its holder said last
   */
  public record Lane(
      String worker,
      int leases,
      long clock,
      long samples,
      long skipped,
      double silent,
      boolean finished,
      Work work) {}

  /**
   * What a lane has done, and where its time went, in seconds.
   *
   * @param steps computed, whether they were applied or not
   * @param samples in them
   * @param lossSum their summed loss, in nats
   */
  public record Work(
      long steps,
      long samples,
      double lossSum,
      double computing,
      double waitingForCore,
      double straggling,
      double idle,
      double sending,
      Bytes bytes) {

    /** Of a lane that has done nothing. */
    static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0, 0, new Bytes(0, 0, 0, 0));

    /** All time that is told of. */
    double seconds() {
      return busy() + idle + sending;
    }

    /** Time in steps. */
    double busy() {
      return computing + waitingForCore + straggling;
    }
  }

  /**
   * Bytes of pushes and pulls with their answers.
   *
   * @param pushedRaw what they would be as float32
   */
  public record Bytes(long pushed, long pushedRaw, long pulled, long pulledRaw) {}

  /**
   * A shard.
   *
   * @param pushes applied since it was started last
   * @param parked pulls that wait now
   */
  public record Shard(long pushes, int parked) {}
}
