package org.tengen.ps.rows;

import org.jspecify.annotations.Nullable;

/**
 * A rising list of one table's rows at one shard, which requests name by its hash.
 *
 * @param hash never 0
 * @param rows the shard's own numbers of the rows
 */
record RowList(int table, long hash, int[] rows) {
  /** The name of no rows. */
  static final long NONE = 0;

  private static final int[] NO_ROWS = {};

  /** What a list costs to keep beside its rows, about. */
  private static final long OBJECT_BYTES = 96;

  /** No rows. */
  static RowList none(int table) {
    return new RowList(table, NONE, NO_ROWS);
  }

  /** The name of a list; two different ones have the same by chance of one in 2^64. */
  static long hash(int table, int[] rows) {
    if (rows.length == 0) {
      return NONE;
    }
    long hash = RowBits.of(table, rows.length);
    for (int row : rows) {
      hash = (hash ^ row) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    hash = RowBits.mixed(hash);
    return hash == NONE ? 1 : hash;
  }

  /** The bytes it takes. */
  long bytes() {
    return OBJECT_BYTES + (long) Integer.BYTES * rows.length;
  }

  /** What is wrong with a list that somebody has sent; null if nothing is. */
  static @Nullable String wrong(RowTables tables, int shard, int table, long hash, int[] rows) {
    if (table < 0 || table >= tables.count()) {
      return "table " + table + ": expected 0 to " + (tables.count() - 1);
    }
    if (rows.length == 0) {
      return "an empty list: expected 1 row or more, none needs no list";
    }
    for (int i = 1; i < rows.length; i++) {
      if (rows[i] <= rows[i - 1]) {
        return "row %d at %d after row %d: expected rising rows, each once"
            .formatted(rows[i], i, rows[i - 1]);
      }
    }
    int own = tables.rowsOf(table, shard);
    int worst = rows[0] < 0 ? rows[0] : rows[rows.length - 1];
    if (worst < 0 || worst >= own) {
      return "row %d of table %s: shard %d has 0 to %d"
          .formatted(worst, tables.spec(table).name(), shard, own - 1);
    }
    return hash == hash(table, rows) ? null : "a hash that is not that of its rows";
  }
}
