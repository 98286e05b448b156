package org.tengen.ps.checkpoint;

import java.io.IOException;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowTraining;

/**
 * What the shards of a run with row tables start from: a checkpoint, or nothing. A shard comes as
 * what it holds, for this process, or as bytes, for another.
 */
public interface RowOrigin {
  /** What is trained. */
  RowTraining training();

  /** By lane, the iterations that any of the shards has seen some of; the caller's own. */
  long[] granted();

  /**
   * What a shard starts from; the caller's from now on.
   *
   * @throws DamagedException if its file is not what was written
   */
  RowShardState state(int shard) throws IOException;

  /**
   * Hands out a shard as bytes of its file, from the first to the last, for a {@link
   * RowShardReader}; none if it starts from nothing.
   *
   * @throws DamagedException if the file was not what was written: then the bytes are worthless
   */
  void send(int shard, Pieces to) throws IOException, InterruptedException;

  /** Takes bytes. */
  @FunctionalInterface
  interface Pieces {
    /** The next ones, at most a MiB; the callee's from now on. */
    void take(byte[] piece) throws InterruptedException;
  }

  /** Rows that nobody has pushed to. */
  static RowOrigin beginning(RowTraining training) {
    return new Beginning(training);
  }

  /** Nothing. */
  record Beginning(RowTraining training) implements RowOrigin {
    @Override
    public long[] granted() {
      return new long[training.lanes()];
    }

    @Override
    public RowShardState state(int shard) {
      return new RowShardState(training, shard);
    }

    @Override
    public void send(int shard, Pieces to) {}
  }
}
