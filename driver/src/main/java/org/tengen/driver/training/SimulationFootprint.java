package org.tengen.driver.training;

import org.tengen.models.Engine;
import org.tengen.models.ReplicaMemory;
import org.tengen.ps.codec.Format;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;

/**
 * The memory that a simulated training takes at its peak, worked out from its settings alone and
 * compared with what there is before anything starts. Every buffer counts as filled.
 *
 * @param parameters of the network
 * @param serverBytes weights, optimiser state, and what gathering and corrections keep
 * @param lanesBytes what lanes have pulled and not yet used, what they have pushed and the server
 *     has not yet taken, and what is their own
 * @param imagesBytes those of the beginning and of the end, and of an evaluation
 * @param replicas that of all lanes, and that of evaluations
 */
public record SimulationFootprint(
    long parameters, long serverBytes, long lanesBytes, long imagesBytes, ReplicaMemory replicas) {
  /** Classes, vocabulary, text, and for each lane what is no table. */
  private static final long BASE = 200L << 20;

  private static final long A_LANE = 64L << 10;

  /** Of a table's tokens and connections there are none: nothing goes through a network. */
  private static final long NO_NETWORK = 0;

  /** The footprint of a simulated training. */
  public static SimulationFootprint of(SimulationSettings settings, Engine engine) {
    TrainingSettings training = settings.training();
    Footprint real = Footprint.of(training, engine);
    Strategy strategy = training.lanes().strategy();
    int state = training.learning().optimiser().optimiser().stateArrays();
    long served = real.parameters() * (strategy.sent().sharesState() ? 1 + state : 1);
    long table = Float.BYTES * served;
    int lanes = training.lanes().workers();
    // behind a barrier lanes share what they pull, which is one version or two
    long pulled = strategy.gathering().wholeClock() ? Math.min(2, lanes) : lanes;
    long coded = training.lanes().codec().format() == Format.FLOAT32 ? 0 : lanes;
    long own = ownWeights(strategy.sent()) ? Float.BYTES * real.parameters() * (1 + state) : 0;
    ReplicaMemory lane = training.largest().memory(engine, training.learning().batch());
    ReplicaMemory evaluation = real.evaluation();
    return new SimulationFootprint(
        real.parameters(),
        real.shardsBytes(),
        (pulled + lanes + coded) * table + lanes * (own + A_LANE) + buffers(strategy, table),
        // the beginning's; two of evaluations; the end's with state and weights before
        table * (1 + 2 + 2 + state),
        new ReplicaMemory(
            lane.offHeapBytes() + evaluation.offHeapBytes(),
            lane.heapBytes() + evaluation.heapBytes()));
  }

  /** Whether every lane has weights, or state, that outlive its round. */
  private static boolean ownWeights(Sent sent) {
    return sent instanceof Sent.Elastic
        || (sent instanceof Sent.WeightChange change
            && change.state() == Sent.WeightChange.State.KEPT);
  }

  /** What one round at a time needs where lanes have optimisers of their own. */
  private static long buffers(Strategy strategy, long table) {
    return strategy.sent().fromOwnWeights() ? 3 * table : table;
  }

  /** The heap at its peak. */
  public long heapBytes() {
    return BASE + serverBytes + lanesBytes + imagesBytes + replicas.heapBytes();
  }

  /**
   * Refuses a simulation that does not fit.
   *
   * @throws org.tengen.driver.WrongSetting with both numbers and the way to more
   */
  public void require(Room room, int workers) {
    room.require(
        new Need(heapBytes(), replicas.offHeapBytes(), NO_NETWORK),
        "%,d parameters with %,d simulated workers".formatted(parameters, workers));
  }
}
