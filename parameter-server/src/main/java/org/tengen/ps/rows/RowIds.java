package org.tengen.ps.rows;

/**
 * Some rows of one table, by their numbers in the whole table: a rising list, cut by shard. To be
 * kept and used again where the same rows are read or changed again: the shards then know it by
 * name.
 */
public final class RowIds {
  /** The most rows that one list has at one shard. */
  public static final int MAX_ROWS = 1 << 20;

  private final int table;
  private final int count;
  private final int[][] rows;
  private final int[][] places;
  private final long[] hashes;

  private RowIds(int table, int count, int[][] rows, int[][] places) {
    this.table = table;
    this.count = count;
    this.rows = rows;
    this.places = places;
    this.hashes = new long[rows.length];
    for (int shard = 0; shard < rows.length; shard++) {
      hashes[shard] = RowList.hash(table, rows[shard]);
    }
  }

  /**
   * A list of rows.
   *
   * @param ids rising, each once
   * @throws IllegalArgumentException with one line if they are not, or one is not of the table
   */
  public static RowIds of(RowTables tables, int table, int... ids) {
    RowTableSpec spec = tables.spec(table);
    requireRising(spec, ids);
    int shards = tables.shards();
    int[] counts = new int[shards];
    for (int id : ids) {
      counts[id % shards]++;
    }
    int[][] rows = new int[shards][];
    int[][] places = new int[shards][];
    for (int shard = 0; shard < shards; shard++) {
      requireFew(spec, shard, counts[shard]);
      rows[shard] = new int[counts[shard]];
      places[shard] = new int[counts[shard]];
    }
    int[] at = new int[shards];
    for (int i = 0; i < ids.length; i++) {
      int shard = ids[i] % shards;
      rows[shard][at[shard]] = ids[i] / shards;
      places[shard][at[shard]++] = i;
    }
    return new RowIds(table, ids.length, rows, places);
  }

  /** The table. */
  public int table() {
    return table;
  }

  /** How many rows. */
  public int count() {
    return count;
  }

  /** The rows at a shard, by the shard's own numbers; not to be changed. */
  public int[] rows(int shard) {
    return rows[shard];
  }

  /** Of each of {@link #rows}, its place among all; not to be changed. */
  public int[] places(int shard) {
    return places[shard];
  }

  /** The name of {@link #rows}; 0 if there are none. */
  public long hash(int shard) {
    return hashes[shard];
  }

  private static void requireRising(RowTableSpec spec, int[] ids) {
    int before = -1;
    for (int i = 0; i < ids.length; i++) {
      int id = ids[i];
      if (id < 0 || id >= spec.rows()) {
        throw new IllegalArgumentException(
            "table %s: id %d at %d: expected 0 to %d"
                .formatted(spec.name(), id, i, spec.rows() - 1));
      }
      if (id <= before) {
        throw new IllegalArgumentException(
            "table %s: id %d at %d after id %d: expected rising ids, each once"
                .formatted(spec.name(), id, i, before));
      }
      before = id;
    }
  }

  private static void requireFew(RowTableSpec spec, int shard, int rows) {
    if (rows > MAX_ROWS) {
      throw new IllegalArgumentException(
          "table %s: %d ids at shard %d: expected at most %d at once"
              .formatted(spec.name(), rows, shard, MAX_ROWS));
    }
  }
}
