package org.tengen.worker.words;

import java.util.List;
import org.tengen.models.word2vec.Block;
import org.tengen.models.word2vec.Rows;
import org.tengen.ps.client.RowBatch;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowTables;

/**
 * A block with its rows of both tables: as they were fetched, and then what has changed in them.
 * Used by one thread at a time.
 */
final class Fetched {
  private final RowTables tables;
  private final int[][] rows = new int[2][];
  private final RowBatch[] batches = new RowBatch[2];
  private float[][] values = new float[2][0];
  private Block block;

  /** For any block; nothing is fetched. */
  Fetched(RowTables tables, Block block) {
    this.tables = tables;
    this.block = block;
  }

  /** The next is to be fetched for {@code planned}, a block on whole tables. */
  List<RowBatch> wanted(Block planned) {
    rows[WordTables.INPUTS] = planned.inputRows();
    rows[WordTables.OUTPUTS] = planned.outputRows();
    block = planned.within(rows[WordTables.INPUTS], rows[WordTables.OUTPUTS]);
    for (int table = 0; table < 2; table++) {
      int floats = Math.multiplyExact(rows[table].length, tables.width(table));
      if (values[table].length < floats) {
        values[table] = new float[floats + floats / 4];
      }
      batches[table] = new RowBatch(RowIds.of(tables, table, rows[table]), values[table]);
    }
    return batches();
  }

  List<RowBatch> batches() {
    return List.of(batches);
  }

  /** The block on the rows that were fetched. */
  Block block() {
    return block;
  }

  /** It is to be learned at a rate that was not known before its rows were there. */
  void at(float rate) {
    block = block.at(rate);
  }

  /** How many rows of a table there are. */
  int count(int table) {
    return rows[table].length;
  }

  /** Puts the rows of a table into the first ones of {@code into}. */
  void copy(int table, Rows into) {
    int width = tables.width(table);
    for (int i = 0; i < rows[table].length; i++) {
      into.write(i, values[table], i * width);
    }
  }

  /** Puts in the place of the rows how {@code trained} differs from them, times {@code factor}. */
  void differences(int table, Rows trained, float factor, float[] row) {
    int width = tables.width(table);
    float[] its = values[table];
    for (int i = 0; i < rows[table].length; i++) {
      trained.read(i, row, 0);
      int at = i * width;
      for (int d = 0; d < width; d++) {
        its[at + d] = factor * (row[d] - its[at + d]);
      }
    }
  }

  /**
   * Adds to these rows, which were fetched before, what {@code pushed} has changed: the server will
   * have added it when this block's changes come.
   */
  void add(Fetched pushed) {
    for (int table = 0; table < 2; table++) {
      int[] its = pushed.rows[table];
      int at = 0;
      for (int i = 0; i < rows[table].length; i++) {
        while (at < its.length && its[at] < rows[table][i]) {
          at++;
        }
        if (at < its.length && its[at] == rows[table][i]) {
          add(pushed.values[table], at, table, i);
        }
      }
    }
  }

  private void add(float[] changes, int from, int table, int to) {
    int width = tables.width(table);
    for (int d = 0; d < width; d++) {
      values[table][to * width + d] += changes[from * width + d];
    }
  }
}
