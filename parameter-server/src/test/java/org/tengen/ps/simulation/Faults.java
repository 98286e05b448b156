package org.tengen.ps.simulation;

import java.util.Random;

/**
 * How often things go wrong. Probabilities, but for the last five.
 *
 * @param drop that a message is lost, and its connection with it
 * @param duplicate that a push comes twice
 * @param overtake that a push is overtaken by those behind it
 * @param fullLine that a line takes no more slices of a pull for a while
 * @param kill that a lane's worker dies at one of its steps
 * @param zombie that it does not, but is thought dead and replaced
 * @param stall that a worker stops for long at one of its steps
 * @param straggle that an iteration takes ten times as long
 * @param serverDeath that the server is killed, or stopped, in its first tenth of a second
 * @param tear that it dies while it writes a checkpoint
 * @param partitionsEveryNs the mean time between two partitions; 0 for none
 * @param shardStallsEveryNs the mean time between two stalls of a shard; 0 for none
 * @param latencyNs what a message takes on average
 * @param sigma of an iteration's time, which is log-normal
 * @param replicas what goes wrong with replicas of shards
 */
record Faults(
    double drop,
    double duplicate,
    double overtake,
    double fullLine,
    double kill,
    double zombie,
    double stall,
    double straggle,
    double serverDeath,
    double tear,
    long partitionsEveryNs,
    long shardStallsEveryNs,
    long latencyNs,
    double sigma,
    ReplicaFaults replicas) {
  /** Nothing goes wrong. */
  static final Faults NONE =
      new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100_000, 0.2, ReplicaFaults.NONE);

  /** Nothing goes wrong, and messages take next to no time. */
  static final Faults UNEVEN =
      new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0.2, ReplicaFaults.NONE);

  /** Each seed has its own mixture: some calm, some rough. */
  static Faults drawn(Random random) {
    double rough = random.nextDouble();
    return new Faults(
        0.01 * rough * random.nextDouble(),
        0.05 * random.nextDouble(),
        0.1 * random.nextDouble(),
        0.1 * random.nextDouble(),
        0.04 * rough * random.nextDouble(),
        random.nextDouble(),
        0.02 * rough * random.nextDouble(),
        0.1 * random.nextDouble(),
        0.7 * random.nextDouble(),
        0.2 * random.nextDouble(),
        (long) (20_000_000 / (0.05 + rough)),
        (long) (40_000_000 / (0.05 + rough)),
        20_000 + (long) (400_000 * random.nextDouble() * random.nextDouble()),
        0.1 + 0.5 * random.nextDouble(),
        ReplicaFaults.drawn(random));
  }
}
