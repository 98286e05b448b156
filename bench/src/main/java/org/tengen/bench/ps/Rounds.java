package org.tengen.bench.ps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.tengen.ps.client.LaneSession;

/**
 * One worker's rounds: a pull of the whole table into direct memory and a push of as much from
 * direct memory, where a network library has its parameters and gradients; or into and from arrays.
 */
final class Rounds {
  private final Work work;
  private final FloatBuffer weights;
  private final FloatBuffer gradient;
  private final long[] pullNs;
  private final long[] pushNs;
  private final long[] roundNs;

  Rounds(Work work, Road road) {
    this.work = work;
    this.weights = floats(work, road);
    this.gradient = floats(work, road);
    for (int i = 0; i < work.floats(); i++) {
      gradient.put(i, 1e-3f);
    }
    this.pullNs = new long[work.rounds()];
    this.pushNs = new long[work.rounds()];
    this.roundNs = new long[work.rounds()];
  }

  /** All rounds; checks that the server did add what was pushed where the lane is alone. */
  Figures run(LaneSession session, ProcessCpu cpu) throws InterruptedException {
    long clock = session.clock();
    for (int round = 0; round < work.warmUp(); round++) {
      turn(session, clock++, 0);
    }
    long cpuBefore = cpu.nanos();
    for (int round = 0; round < work.rounds(); round++) {
      turn(session, clock++, round);
    }
    long cpuNs = cpu.nanos() - cpuBefore;
    requireAdded(clock - 1);
    return new Figures(median(pullNs), median(pushNs), median(roundNs), cpuNs);
  }

  private void turn(LaneSession session, long clock, int round) throws InterruptedException {
    long began = System.nanoTime();
    if (!session.pull(clock, weights)) {
      throw new IllegalStateException("the budget was spent at clock " + clock);
    }
    long pulled = System.nanoTime();
    session.push(clock, gradient, 1);
    long pushed = System.nanoTime();
    pullNs[round] = pulled - began;
    pushNs[round] = pushed - pulled;
    roundNs[round] = pushed - began;
  }

  /** The last pull came after {@code pushes} of the lane's own. */
  private void requireAdded(long pushes) {
    float expected = 0;
    for (long push = 0; push < pushes; push++) {
      expected += 1e-3f;
    }
    for (int at : new int[] {0, work.floats() / 2, work.floats() - 1}) {
      float is = weights.get(at);
      if (work.workers() == 1 ? is != expected : is < expected) {
        throw new IllegalStateException(
            "weight %d is %s after %d pushes: expected %s".formatted(at, is, pushes, expected));
      }
    }
  }

  private static FloatBuffer floats(Work work, Road road) {
    if (road == Road.ARRAYS) {
      return FloatBuffer.allocate(work.floats());
    }
    return ByteBuffer.allocateDirect(Math.toIntExact(work.bytes()))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
