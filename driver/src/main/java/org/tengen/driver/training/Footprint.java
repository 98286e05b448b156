package org.tengen.driver.training;

import org.tengen.driver.WrongSetting;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.ps.strategy.Strategy;

/**
 * The memory that a training takes, worked out from its settings alone: what {@code --dry-run}
 * shows, and what is compared with what there is before anything starts.
 *
 * <p>The vocabulary counts as full. What Spark and the JVM need for themselves comes on top.
 *
 * @param parameters of the network
 * @param shardsBytes on the driver's heap: weights, their copy under a barrier, optimiser state,
 *     gathered gradients, and {@code keptBytes}
 * @param keptBytes of {@code shardsBytes}: the weights that lanes have pulled, at most one copy for
 *     each lane, where delays are compensated
 * @param imageBytes on the driver's heap: a copy for evaluation or a checkpoint while it is used
 * @param laneHeapBytes on a worker's heap: weights and gradient on their way
 * @param laneNativeBytes outside a worker's heap: the replica's weights, gradient and activations
 */
public record Footprint(
    long parameters,
    long shardsBytes,
    long keptBytes,
    long imageBytes,
    long laneHeapBytes,
    long laneNativeBytes) {
  private static final int FLOAT = Float.BYTES;

  /** What Spark and the JVM take of a heap. */
  private static final long BASE = 300L << 20;

  /** The footprint of a training. */
  public static Footprint of(TrainingSettings settings) {
    TrainingSettings.Network network = settings.network();
    long parameters = parameters(network, settings.text().maxVocabulary());
    int lanes = settings.lanes().workers();
    Strategy strategy = settings.lanes().strategy();
    int state =
        settings.learning().optimiser().optimiser().stateArrays()
            + strategy.correction().stateArrays();
    long keptBytes = strategy.correction().keepsPulled() ? lanes * parameters * FLOAT : 0;
    long copies = 1 + state + gathering(strategy, lanes);
    long activations =
        (long) settings.learning().batch()
            * (2L * settings.text().maxVocabulary()
                + 16L * network.window() * (network.embedding() + network.hidden()));
    return new Footprint(
        parameters,
        copies * parameters * FLOAT + keptBytes,
        keptBytes,
        (2L + state) * parameters * FLOAT,
        2 * parameters * FLOAT,
        (2 * parameters + activations) * FLOAT);
  }

  /** The tables that gathering keeps beside the weights. */
  private static long gathering(Strategy strategy, int lanes) {
    boolean several = strategy.gathering().pushes(lanes) > 1;
    long sums = several || strategy.gathering().wholeClock() ? 1 : 0;
    long before = strategy.gathering().wholeClock() ? 1 : 0;
    // at worst every lane's gradient has come early
    long early = strategy.gathering().reproducible() ? lanes : 0;
    return sums + before + early;
  }

  private static long parameters(TrainingSettings.Network network, long vocabulary) {
    long embedding = network.embedding();
    long hidden = network.hidden();
    long gates = network.cell() == Cell.LSTM ? 4 : 1;
    return vocabulary * embedding
        + gates * hidden * (embedding + hidden + 1)
        + (hidden + 1) * vocabulary;
  }

  /** The heap that the driver needs; {@code lanesHere} workers run in its JVM. */
  public long driverHeapBytes(int lanesHere) {
    return BASE + shardsBytes + imageBytes + lanesHere * laneHeapBytes;
  }

  /** The memory outside the heap that a JVM with {@code lanes} workers needs. */
  public long nativeBytes(int lanes) {
    return lanes * laneNativeBytes;
  }

  /** The heap that an executor with {@code lanes} workers needs. */
  long executorHeapBytes(int lanes) {
    return BASE + lanes * laneHeapBytes;
  }

  /**
   * Refuses a training that does not fit in this JVM.
   *
   * @param heapBytes the largest heap
   * @param lanesHere workers that run in this JVM
   * @throws WrongSetting with both numbers and the way to more
   */
  public void requireDriver(long heapBytes, int lanesHere) {
    long needed = driverHeapBytes(lanesHere);
    if (needed > heapBytes) {
      long mb = megabytes(needed);
      throw new WrongSetting(
          ("memory: the driver's heap is %d MB, and %,d parameters in shards with %d workers here"
                  + " need %d MB; give it more (--conf spark.driver.memory=%dm, or TENGEN_HEAP=%dm"
                  + " for the launcher), or take a smaller --vocabulary or --hidden")
              .formatted(heapBytes >> 20, parameters, lanesHere, mb, mb, mb));
    }
  }

  /**
   * Refuses a training whose workers do not fit in an executor.
   *
   * @param heapBytes the largest heap of an executor
   * @param lanes workers that an executor runs at once
   * @throws WrongSetting with both numbers and the way to more
   */
  public void requireExecutor(long heapBytes, int lanes) {
    long needed = executorHeapBytes(lanes);
    if (needed > heapBytes) {
      long mb = megabytes(needed);
      throw new WrongSetting(
          ("memory: an executor's heap is %d MB, and %,d parameters with %d workers in it need"
                  + " %d MB; give it more (--conf spark.executor.memory=%dm), or take a smaller"
                  + " --vocabulary or --hidden")
              .formatted(heapBytes >> 20, parameters, lanes, mb, mb));
    }
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
