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
 * A shard of a row table: one push or one pull of random rows, from the request to the answer, all
 * of the shard's own checks included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowBenchmark {
  /** One update of the rows of a list. */
  @Benchmark
  public void applyRows(RowTable table, RowsMoved moved) {
    table.apply();
    moved.add(table.listRows, table.width);
  }

  /** The rows of a list, copied to where an answer goes. */
  @Benchmark
  public void gatherRows(RowTable table, RowsMoved moved) {
    table.gather();
    moved.add(table.listRows, table.width);
  }
}
