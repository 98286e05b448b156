package org.tengen.ps.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.store.Store;

/** Goes through one table's rows of one shard's file, a block at a time. */
final class RowCursor implements AutoCloseable {
  private final LittleInput in;
  private final String where;
  private final ShardFile.Entry entry;

  /** Knows how many blocks there are, and what is in those that have no memory. */
  private final RowShardState shape;

  private final int table;
  private final int tables;
  private final int width;
  private final int blockRows;
  private int block = -1;
  private float[] weights = {};

  /** The next block that the file has; -1 after the table's last. */
  private int next;

  private RowCursor(
      LittleInput in, String where, ShardFile.Entry entry, RowShardState shape, int table) {
    this.in = in;
    this.where = where;
    this.entry = entry;
    this.shape = shape;
    this.table = table;
    this.tables = shape.training().tables().count();
    this.width = shape.training().tables().width(table);
    this.blockRows = shape.floats(table, 0) / width;
  }

  /** At the table's first row. */
  static RowCursor open(
      Store store, String folder, ShardFile.Entry entry, RowTraining training, int shard, int table)
      throws IOException {
    String where = store + "/" + folder + "/" + entry.name();
    try {
      LittleInput in = new LittleInput(store.open(folder + "/" + entry.name()));
      RowShardState shape = new RowShardState(training, shard);
      RowCursor cursor = new RowCursor(in, where, entry, shape, table);
      boolean opened = false;
      try {
        RowShardReader head = new RowShardReader(training, shard);
        while (!head.atBlocks()) {
          head.some(in);
        }
        for (int before = 0; before < table; before++) {
          cursor.skip(before);
        }
        cursor.next = RowShardFile.block(in, shape, table, -1);
        opened = true;
        return cursor;
      } finally {
        if (!opened) {
          cursor.close();
        }
      }
    } catch (NoSuchFileException e) {
      throw new DamagedException(where + ": missing");
    } catch (DamagedException | EOFException e) {
      throw new DamagedException(where + ": " + e.getMessage());
    }
  }

  /** Copies a row, which comes after all before. */
  void row(int row, float[] into) throws IOException {
    try {
      int wanted = row / blockRows;
      if (wanted != block) {
        read(wanted);
      }
      System.arraycopy(weights, (row - wanted * blockRows) * width, into, 0, width);
    } catch (DamagedException | EOFException e) {
      throw new DamagedException(where + ": " + e.getMessage());
    }
  }

  /** Reads the rest and sees that the file is what was written. */
  void requireWhole() throws IOException {
    try {
      while (next >= 0) {
        read(next);
      }
      for (int after = table + 1; after < tables; after++) {
        skip(after);
      }
      RowShardFile.requireWhole(in, entry);
    } catch (DamagedException | EOFException e) {
      throw new DamagedException(where + ": " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void read(int wanted) throws IOException {
    block = wanted;
    if (next != wanted) {
      weights = shape.initial(table, wanted);
      return;
    }
    weights = in.floats(shape.floats(table, wanted));
    in.floats(shape.hasState(table) ? shape.floats(table, wanted) : 0);
    next = RowShardFile.block(in, shape, table, wanted);
  }

  private void skip(int other) throws IOException {
    int at = RowShardFile.block(in, shape, other, -1);
    while (at >= 0) {
      in.floats(shape.floats(other, at));
      in.floats(shape.hasState(other) ? shape.floats(other, at) : 0);
      at = RowShardFile.block(in, shape, other, at);
    }
  }
}
