package org.tengen.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tengen.ps.optimiser.Optimiser;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Step;

/** The server's optimisers: one update of a whole table, slice by slice, in place. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimiserBenchmark {
  /** As settings name them. */
  @Param({"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"})
  String optimiser = "sgd";

  private Optimiser step = new OptimiserSettings.Sgd().optimiser();
  private long update;

  /** Makes the optimiser. */
  @Setup
  public void choose() {
    step = OptimiserSettings.parse(optimiser).optimiser();
  }

  /** One update. */
  @Benchmark
  public void apply(Table table, Moved moved) {
    for (int slice = 0; slice < table.weights.length; slice++) {
      float[] weights = table.weights[slice];
      step.step(
          new Step(
              weights,
              weights,
              table.gradient[slice],
              1f / 32,
              table.state[slice],
              table.range,
              1e-3f,
              update));
    }
    update++;
    moved.add(table.floats);
  }
}
