package org.tengen.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What this machine gives the same table at most: a copy, an addition, and the two optimisers at
 * the ends written out as bare loops with their constants in them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CeilingBenchmark {
  private double update;

  /** Copies the gradient: one array read, one written. */
  @Benchmark
  public void copy(Table table, Moved moved) {
    for (int slice = 0; slice < table.weights.length; slice++) {
      System.arraycopy(table.gradient[slice], 0, table.weights[slice], 0, table.range.length());
    }
    moved.add(table.floats);
  }

  /** w += a g, which is also plain gradient descent. */
  @Benchmark
  public void axpy(Table table, Moved moved) {
    for (int slice = 0; slice < table.weights.length; slice++) {
      axpy(table.weights[slice], table.gradient[slice], -1e-3f / 32);
    }
    moved.add(table.floats);
  }

  /** Adam. */
  @Benchmark
  public void adam(Table table, Moved moved) {
    float rate = correctedRate(++update);
    for (int slice = 0; slice < table.weights.length; slice++) {
      float[][] state = table.state[slice];
      adam(table.weights[slice], table.gradient[slice], state[0], state[1], rate);
    }
    moved.add(table.floats);
  }

  private static float correctedRate(double t) {
    return (float) (1e-3 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t)));
  }

  private static void axpy(float[] w, float[] g, float a) {
    for (int i = 0; i < w.length; i++) {
      w[i] += a * g[i];
    }
  }

  /** All reads of an element before its writes: the JIT cannot know that arrays do not overlap. */
  private static void adam(float[] w, float[] g, float[] m, float[] v, float rate) {
    for (int i = 0; i < w.length; i++) {
      float weight = w[i];
      float gradient = g[i] * (1f / 32);
      float m1 = 0.9f * m[i] + 0.1f * gradient;
      float v1 = 0.999f * v[i] + 0.001f * (gradient * gradient);
      w[i] = weight - rate * m1 / ((float) Math.sqrt(v1) + 1e-8f);
      m[i] = m1;
      v[i] = v1;
    }
  }
}
