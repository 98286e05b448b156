package org.tengen.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adds GB a second to what JMH reports of a benchmark. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Moved {
  /** GB so far in this iteration; JMH sets it to 0 and reads it. */
  public double gigabytes;

  /** Counts {@code floats} more. */
  void add(int floats) {
    gigabytes += floats * (Float.BYTES / 1e9);
  }
}
