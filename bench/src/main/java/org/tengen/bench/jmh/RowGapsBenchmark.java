package org.tengen.bench.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
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
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.RowGaps;

/** Lists of rows as bytes: their gaps, and beside them plain numbers of four bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowGapsBenchmark {
  private static final int ROWS = 64 * 1024;

  /** The mean distance of two rows of the list. */
  @Param({"2", "50", "5000"})
  int gap;

  private final int[] rows = new int[ROWS];
  private byte[] gaps = {};
  private final ByteBuffer raw =
      ByteBuffer.allocate(ROWS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Draws a list and says how long it is as gaps. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(gap);
    int row = -1;
    for (int i = 0; i < ROWS; i++) {
      row += 1 + random.nextInt(2 * gap - 1);
      rows[i] = row;
    }
    gaps = RowGaps.encode(rows);
    raw.asIntBuffer().put(0, rows);
    System.out.printf("gaps of %d: %.2f bytes a row%n", gap, gaps.length / (double) ROWS);
  }

  /** Gaps out. */
  @Benchmark
  public byte[] encodeGaps(RowsMoved moved) {
    moved.add(ROWS, 1);
    return RowGaps.encode(rows);
  }

  /** Gaps in. */
  @Benchmark
  public int[] decodeGaps(RowsMoved moved) throws BadFrameException {
    moved.add(ROWS, 1);
    return RowGaps.decode(ByteBuffer.wrap(gaps), ROWS);
  }

  /** Plain numbers out. */
  @Benchmark
  public byte[] encodeNumbers(RowsMoved moved) {
    moved.add(ROWS, 1);
    byte[] out = new byte[ROWS * Integer.BYTES];
    ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(0, rows);
    return out;
  }

  /** Plain numbers in, and a look at each: that it rises is not in the bytes. */
  @Benchmark
  public int[] decodeNumbers(RowsMoved moved) {
    moved.add(ROWS, 1);
    int[] in = new int[ROWS];
    raw.asIntBuffer().get(0, in);
    for (int i = 1; i < in.length; i++) {
      if (in[i] <= in[i - 1]) {
        throw new IllegalStateException("row " + in[i]);
      }
    }
    return in;
  }
}
