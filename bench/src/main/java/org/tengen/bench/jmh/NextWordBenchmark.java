package org.tengen.bench.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.NetworkSettings.NextWord;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;

/** The next-word network of the main job: gradient and loss of one batch, without any server. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class NextWordBenchmark {
  private static final int VOCABULARY = 5000;
  private static final int WINDOW = 5;
  private static final int BATCH = 64;

  private final Replica<WindowBatch> replica =
      Engine.load().nextWord(new NextWord(Cell.LSTM, VOCABULARY, WINDOW, 64, 128, 1, 0, 1));
  private final WindowBatch batch = batch();

  private static WindowBatch batch() {
    SplittableRandom random = new SplittableRandom(1);
    return new WindowBatch(
        WINDOW,
        random.ints(BATCH * WINDOW, 0, VOCABULARY).toArray(),
        random.ints(BATCH, 0, VOCABULARY).toArray());
  }

  /** One step, always on the same weights. */
  @Benchmark
  public double step() {
    return replica.step(batch, 1);
  }

  /** The forward half, as evaluation has it. */
  @Benchmark
  public double loss() {
    return replica.loss(batch);
  }

  /** Gives the native memory back. */
  @TearDown
  public void close() {
    replica.close();
  }
}
