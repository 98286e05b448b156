package org.tengen.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adds rows and GB a second to what JMH reports of a benchmark of rows. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class RowsMoved {
  /** Millions of rows so far in this iteration; JMH sets it to 0 and reads it. */
  public double millionRows;

  /** GB of their floats. */
  public double gigabytes;

  /** Counts {@code rows} more, of {@code width} floats. */
  void add(int rows, int width) {
    millionRows += rows / 1e6;
    gigabytes += (double) rows * width * (Float.BYTES / 1e9);
  }
}
