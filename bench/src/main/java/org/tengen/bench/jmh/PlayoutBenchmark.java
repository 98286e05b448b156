package org.tengen.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.tengen.go.BoardSize;
import org.tengen.go.playout.Dice;
import org.tengen.go.playout.LightPlayout;
import org.tengen.go.playout.Playout;
import org.tengen.go.playout.PlayoutBoard;
import org.tengen.go.playout.UniformPlayout;

/**
 * Playouts from the empty board to the end, counted: a copy of the board, the moves, the score. The
 * second counter is moves, passes included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlayoutBenchmark {
  /** Of the square board. */
  @Param({"9", "13", "19"})
  int side;

  /** How moves are chosen. */
  @Param({"uniform", "light"})
  String policy = "uniform";

  private final Dice dice = new Dice(1);
  private PlayoutBoard empty = new PlayoutBoard(BoardSize.square(9));
  private PlayoutBoard board = empty;
  private Playout playout = new UniformPlayout();

  /** Moves of all playouts. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Moves {
    /** Passes included. */
    public long moves;
  }

  /** Makes the boards; nothing after this allocates. */
  @Setup
  public void make() {
    empty = new PlayoutBoard(BoardSize.square(side));
    board = new PlayoutBoard(BoardSize.square(side));
    playout = policy.equals("light") ? new LightPlayout() : new UniformPlayout();
  }

  /** One playout. */
  @Benchmark
  public int playout(Moves counter) {
    board.set(empty);
    playout.run(board, PlayoutBoard.BLACK, dice);
    counter.moves += board.moves();
    return board.areaMargin();
  }
}
