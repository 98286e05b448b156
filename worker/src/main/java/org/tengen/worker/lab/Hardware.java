package org.tengen.worker.lab;

/**
 * What a simulated training runs on.
 *
 * @param network between lanes and shards
 * @param machines over which lanes are dealt in turn. One has the shards and the evaluation too;
 *     beside several there is one more, which has these alone
 * @param cores of each machine, or {@link #ENOUGH}
 * @param serverBytesPerSecond what a core moves in memory of what a shard reads and writes, see
 *     {@link ServerWork}; infinite for a server whose work takes no time
 * @param evaluationNs CPU time of an evaluation, which is beside the training; one at a time
 * @param startNs CPU time that the shards' machine spends beside the training from its start on, as
 *     a JVM does that compiles
 */
public record Hardware(
    Network network,
    int machines,
    int cores,
    double serverBytesPerSecond,
    long evaluationNs,
    long startNs) {
  /** Everybody who computes has a core. */
  public static final int ENOUGH = 0;

  /** Refuses what no machine has. */
  public Hardware {
    if (machines < 1) {
      throw new IllegalArgumentException("machines=" + machines + ": expected 1 or more");
    }
    if (cores < 0) {
      throw new IllegalArgumentException("cores=" + cores + ": expected 1 or more");
    }
    if (!(serverBytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "server-speed=" + serverBytesPerSecond + " bytes/s: expected more than 0");
    }
    if (evaluationNs < 0) {
      throw new IllegalArgumentException(
          "evaluation-time=" + evaluationNs + " ns: expected 0 or more");
    }
  }

  /** With nothing beside the training at its start. */
  public Hardware(
      Network network, int machines, int cores, double serverBytesPerSecond, long evaluationNs) {
    this(network, machines, cores, serverBytesPerSecond, evaluationNs, 0);
  }

  /** Cores for everybody, and a server whose work takes no time. */
  public static Hardware of(Network network) {
    return new Hardware(network, 1, ENOUGH, Double.POSITIVE_INFINITY, 0);
  }

  /** The CPU time in which a core moves so many bytes. */
  long movesNs(double bytes) {
    return Math.round(bytes / serverBytesPerSecond * 1e9);
  }
}
