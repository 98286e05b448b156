package org.tengen.ps.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shard's rows at one moment, to be read at leisure by any one thread: the shard goes on, and
 * copies a block before it changes it. So a snapshot costs the blocks that change until it is
 * closed.
 */
public final class RowSnapshot implements AutoCloseable {
  private final RowTraining training;
  private final int shard;
  private final RowMarks marks;
  private final List<RowBlocks.Lent> lent;
  private final Runnable onClose;
  private boolean closed;

  RowSnapshot(
      RowTraining training,
      int shard,
      RowMarks marks,
      List<RowBlocks.Lent> lent,
      Runnable onClose) {
    this.training = training;
    this.shard = shard;
    this.marks = marks;
    this.lent = lent;
    this.onClose = onClose;
  }

  /** What is trained. */
  public RowTraining training() {
    return training;
  }

  /** The shard's index. */
  public int shard() {
    return shard;
  }

  /** Where the shard was. */
  public RowMarks marks() {
    return marks;
  }

  /** Whether a table's blocks have state. */
  public boolean hasState(int table) {
    return training.tables().spec(table).update().hasState();
  }

  /** The blocks of a table, with memory or not. */
  public int blocks(int table) {
    return lent.get(table).weights().length;
  }

  /** The weights of a block; null if it had no memory. Not to be changed. */
  public float @Nullable [] weights(int table, int block) {
    return lent.get(table).weights()[block];
  }

  /** The state of a block that has weights; empty where there is none. Not to be changed. */
  public float[] state(int table, int block) {
    return lent.get(table).state(block);
  }

  /** Lets the shard change blocks in place again. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }
}
