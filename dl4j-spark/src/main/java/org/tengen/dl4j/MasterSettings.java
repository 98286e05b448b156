package org.tengen.dl4j;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.strategy.Strategy;

/**
 * What a training master is told.
 *
 * @param workers lanes; 0 means Spark's default parallelism
 * @param shards of the parameter server
 * @param strategy how lanes are kept together, e.g. {@code ssp:3}
 * @param codec how gradients travel, e.g. {@code bfloat16}
 * @param batchSizePerWorker examples of one lane's step
 * @param seed where shuffles, dropout and weight noise come from
 * @param shuffle whether examples are dealt in another order each epoch
 * @param listenEvery updates between two calls of listeners
 */
record MasterSettings(
    int workers,
    int shards,
    String strategy,
    String codec,
    int batchSizePerWorker,
    long seed,
    boolean shuffle,
    int listenEvery,
    Wire wire) {

  /**
   * How lanes reach the server.
   *
   * @param tcp whether lanes of the driver's own JVM use TCP too
   * @param bind the address that the server listens on; empty means Spark's
   * @param advertise the address that workers are told; empty means Spark's
   * @param port 0 means any free one
   * @param startDeadline for slots and lanes to be there
   * @param deadline for every other wait
   */
  record Wire(
      boolean tcp,
      String bind,
      String advertise,
      int port,
      Duration startDeadline,
      Duration deadline) {
    Wire {
      require(port >= 0 && port < 1 << 16, "port", port, "0 (any free one) to 65535");
      require(startDeadline.toSeconds() > 0, "startDeadline", startDeadline, "a second or more");
      require(deadline.toSeconds() > 0, "deadline", deadline, "a second or more");
      require(
          bind.isEmpty() == advertise.isEmpty(),
          "bind, advertise",
          bind + ", " + advertise,
          "both or neither");
    }
  }

  MasterSettings {
    require(workers >= 0, "workers", workers, "1 or more, or 0 for Spark's default parallelism");
    require(shards > 0, "shards", shards, "1 or more");
    require(batchSizePerWorker > 0, "batchSizePerWorker", batchSizePerWorker, "1 or more");
    require(listenEvery > 0, "listenEvery", listenEvery, "1 or more updates");
    requireFitting(Strategy.parse(strategy));
    Codec.parse(codec).requireFitting(Strategy.parse(strategy), List.of());
  }

  /**
   * A fit trains every example that it is given, and leaves the updater's state in the network; a
   * strategy that skips examples, or has the optimisers in the workers, cannot.
   */
  private static void requireFitting(Strategy strategy) {
    String expected = "bsp, ssp:SLACK, asp or softsync:N";
    require(
        !strategy.gathering().leavesOut(),
        "strategy",
        strategy,
        "one that leaves no worker's examples out: " + expected);
    require(
        !strategy.sent().fromOwnWeights(),
        "strategy",
        strategy,
        "one whose optimiser is in the server, as the network's updater keeps its state: "
            + expected);
  }

  private static void require(boolean right, String name, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(name + "=" + value + ": expected " + expected);
    }
  }

  /** The same settings for a number of workers that is known. */
  MasterSettings withWorkers(int count) {
    return new MasterSettings(
        count, shards, strategy, codec, batchSizePerWorker, seed, shuffle, listenEvery, wire);
  }

  /** Every setting by name, as {@link SettingsText} writes them. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("workers", workers);
    map.put("shards", shards);
    map.put("strategy", strategy);
    map.put("codec", codec);
    map.put("batchSizePerWorker", batchSizePerWorker);
    map.put("seed", seed);
    map.put("shuffle", shuffle);
    map.put("listenEvery", listenEvery);
    map.put("tcp", wire.tcp);
    map.put("bind", wire.bind);
    map.put("advertise", wire.advertise);
    map.put("port", wire.port);
    map.put("startDeadlineSeconds", wire.startDeadline.toSeconds());
    map.put("deadlineSeconds", wire.deadline.toSeconds());
    return map;
  }
}
