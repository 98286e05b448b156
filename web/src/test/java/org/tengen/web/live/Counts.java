package org.tengen.web.live;

import java.util.ArrayList;
import java.util.List;

/** Made-up counts of a training whose lanes all do the same. */
public final class Counts {
  private Counts() {}

  public static LiveTraining training(int run, int lanes) {
    return new LiveTraining("asp", run, 2, 1_000_000, 0, lanes, 2, "float32", false, true);
  }

  /** After so many steps of every lane, of one second each. */
  public static LiveCounts after(int steps, int lanes) {
    return new LiveCounts(
        steps,
        10L * steps * lanes,
        (long) steps * lanes,
        new LiveCounts.Staleness(1, 2, 3, 0.5, List.of(1L, 2L, 1L)),
        lanes(steps, lanes),
        List.of(new LiveCounts.Shard(steps, 1), new LiveCounts.Shard(steps, 0)));
  }

  private static List<LiveCounts.Lane> lanes(int steps, int lanes) {
    List<LiveCounts.Lane> all = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      all.add(lane(1, steps, steps));
    }
    return all;
  }

  /** A lane with its number of holders, whose steps took so many seconds in all. */
  public static LiveCounts.Lane lane(int leases, long steps, double busy) {
    return new LiveCounts.Lane(
        "node1:7071",
        leases,
        steps,
        10 * steps,
        0,
        0.1,
        false,
        new LiveCounts.Work(
            steps, 10 * steps, 20.0 * steps, busy, 0, 0, 0, 0, new LiveCounts.Bytes(1, 2, 3, 4)));
  }

  /** The same counts with other lanes. */
  public static LiveCounts with(LiveCounts counts, List<LiveCounts.Lane> lanes) {
    return new LiveCounts(
        counts.seconds(),
        counts.samples(),
        counts.updates(),
        counts.staleness(),
        lanes,
        counts.shards());
  }
}
