package org.tengen.ps.simulation;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/**
 * What is simulated. Each slice begins with floats that tell pushes apart ({@link OneHot}), which
 * the server adds up whatever the rate; then come some that an optimiser trains, and a statistic.
 *
 * @param iterations of a lane, on average
 * @param replicas of each shard, 1 or 2
 * @param codec of pushes
 */
record DenseScenario(
    String strategy,
    String optimiser,
    int lanes,
    int shards,
    int iterations,
    int replicas,
    String codec)
    implements Scenario {
  private static final int TRAINED = 5;
  private static final int SLICES_A_SHARD = 2;

  /** Smaller than what tells pushes apart, which a sparse codec so never keeps back. */
  private static final float STEEPEST = 0.5f;

  private static final List<String> STRATEGIES =
      List.of(
          "bsp",
          "bsp",
          "bsp:backup=1",
          "bsp:backup=2",
          "bsp:backup=3",
          "ssp:0",
          "ssp:1",
          "ssp:2",
          "ssp:4",
          "ssp:1+lr/tau",
          "ssp:3+dc",
          "asp",
          "asp:lr/tau",
          "asp:dc",
          "asp:dc:0.5:0.9",
          "softsync:1",
          "softsync:2",
          "softsync:4",
          "softsync:8",
          "softsync:2+lr/tau",
          "softsync:4+dc",
          "local:1",
          "local:4",
          "local:4+reset",
          "local:2+averaged",
          "easgd:1",
          "easgd:4:0.1");
  private static final String RAW = "float32";
  private static final List<String> CODECS =
      List.of(
          RAW,
          RAW,
          RAW,
          "bfloat16",
          "int8",
          "topk:0.07",
          "threshold:0.5",
          "threshold:0.5+momentum:0.5");
  private static final List<String> OPTIMISERS =
      List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw");

  /** Of shards that only one process has, with pushes of raw floats. */
  DenseScenario(String strategy, String optimiser, int lanes, int shards, int iterations) {
    this(strategy, optimiser, lanes, shards, iterations, 1, RAW);
  }

  /** The same with as many replicas of each shard. */
  DenseScenario withReplicas(int each) {
    return new DenseScenario(strategy, optimiser, lanes, shards, iterations, each, codec);
  }

  /** The same with another codec, if that makes sense with the rest. */
  DenseScenario withCodec(String other) {
    DenseScenario coded =
        new DenseScenario(strategy, optimiser, lanes, shards, iterations, replicas, other);
    try {
      coded.training();
      return coded;
    } catch (IllegalArgumentException senseless) {
      return this;
    }
  }

  /** A codec under which a push's powers of four arrive as they are, and with that push. */
  static String codec(Random random) {
    return CODECS.get(random.nextInt(CODECS.size()));
  }

  /** Five shards and eight lanes, under a strategy and an optimiser of the seed's choice. */
  static DenseScenario drawn(Random random) {
    return new DenseScenario(
        STRATEGIES.get(random.nextInt(STRATEGIES.size())),
        OPTIMISERS.get(random.nextInt(OPTIMISERS.size())),
        8,
        5,
        8);
  }

  /** Every strategy that is drawn. */
  static List<String> strategies() {
    return STRATEGIES.stream().distinct().toList();
  }

  @Override
  public Trained trained() {
    return new DenseTrained(this, training());
  }

  @Override
  public Scenario calm() {
    return withReplicas(1);
  }

  OneHot oneHot() {
    return OneHot.of(lanes, Math.min(OneHot.MOST_CLOCKS, iterations * lanes));
  }

  Training training() {
    int sliceFloats = oneHot().length() + TRAINED + 1;
    int length = sliceFloats * SLICES_A_SHARD * shards;
    List<Block> blocks = new ArrayList<>();
    List<Range> statistics = new ArrayList<>();
    for (int from = 0; from < length; from += sliceFloats) {
      int trained = from + oneHot().length();
      int statistic = trained + TRAINED;
      blocks.add(
          new Block(
              new Range(from, trained), new OptimiserSettings.Added(), new Schedule.Constant(1)));
      blocks.add(
          new Block(
              new Range(trained, statistic),
              OptimiserSettings.parse(optimiser),
              Schedule.parse("warmup:0.2+cosine", 0.1f)));
      statistics.add(new Range(statistic, from + sliceFloats));
    }
    Strategy parsed = Strategy.parse(strategy);
    TableSpec table = ServedTable.of(new TableSpec(length, blocks, statistics), parsed.sent());
    return new Training(
        table,
        new Layout(table.length(), sliceFloats, shards),
        lanes,
        parsed,
        new Budget((long) iterations * lanes * BATCH, BATCH),
        Codec.parse(codec));
  }

  /** The slices that pushes can be told apart in: those of the model. */
  int countingSlices() {
    return SLICES_A_SHARD * shards;
  }

  /**
   * Whether weights say which pushes they are made of: not where a correction weighs a mean, nor
   * where a lane has more clocks than can be told apart.
   */
  boolean tellsPushesApart() {
    Strategy parsed = Strategy.parse(strategy);
    boolean weighed =
        parsed.gathering() instanceof Gathering.Several
            && !(parsed.correction() instanceof Correction.None);
    return !weighed && iterations * lanes <= OneHot.MOST_CLOCKS;
  }

  /** The samples of a push; all alike where an update may be made of any lanes' pushes. */
  static int samples(Strategy strategy, int lane, long clock) {
    boolean anybodys =
        strategy.gathering() instanceof Gathering.Several || strategy.gathering().leavesOut();
    return anybodys ? BATCH : 1 + (int) ((lane * 5L + clock * 3) % 7);
  }

  /** By what the server divides the sum of an update that the lane's push is in. */
  private float divisor(Strategy strategy, int lane, long clock) {
    Gathering gathering = strategy.gathering();
    if (gathering instanceof Gathering.WholeClock) {
      int all = 0;
      for (int each = 0; each < lanes; each++) {
        all += samples(strategy, each, clock);
      }
      return all;
    }
    return (float) samples(strategy, lane, clock) * gathering.pushes(lanes);
  }

  /**
   * A lane's push, a function of nothing but its arguments: of all slices' weights, as a network's
   * is.
   */
  void gradient(Training training, int lane, long clock, FloatBuffer weights, FloatBuffer sum) {
    Strategy strategy = training.strategy();
    OneHot hot = oneHot();
    boolean told = tellsPushesApart();
    int samples = samples(strategy, lane, clock);
    // a gradient goes up the hill, a change of weights down it
    float times = strategy.sent().fromOwnWeights() ? -0.5f * samples : samples;
    int length = training.layout().length();
    int sliceFloats = training.layout().sliceFloats();
    for (int from = 0; from < length; from += sliceFloats) {
      int trained = from + hot.length();
      for (int i = from; i < trained; i++) {
        sum.put(i, 0);
      }
      for (int i = trained; i < from + sliceFloats; i++) {
        float other = weights.get((i + sliceFloats) % length);
        float slope = weights.get(i) - target(lane, clock, i) - 0.3f * other;
        sum.put(i, times * Math.max(-STEEPEST, Math.min(STEEPEST, slope)));
      }
      if (told && from / sliceFloats < countingSlices()) {
        float value = hot.value(clock) * divisor(strategy, lane, clock);
        sum.put(from + hot.position(lane, clock), value);
      }
    }
  }

  private static float target(int lane, long clock, int position) {
    long mixed = (lane * 31L + clock) * 0x9e3779b97f4a7c15L + position * 0xbf58476d1ce4e5b9L;
    return (mixed >>> 40) / (float) (1 << 24) - 0.5f;
  }

  @Override
  public String toString() {
    return "%s with %s, %d shards%s, %d lanes, %s"
        .formatted(strategy, optimiser, shards, replicas > 1 ? " twice" : "", lanes, codec);
  }
}
