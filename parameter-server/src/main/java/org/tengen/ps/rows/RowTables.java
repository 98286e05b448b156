package org.tengen.ps.rows;

import java.io.Serializable;
import java.util.List;

/**
 * The tables of a run, and how their rows are dealt out: row r is row r / shards of shard r mod
 * shards. Where rows are numbered by frequency, as words are, each shard so has its share of the
 * frequent ones; a rising list of rows is a rising list at each shard.
 *
 * <p>What is read or changed of a shard in one go, a rising list for each table, travels in parts:
 * whole rows of one table, at most {@link #PART_FLOATS} floats, table after table.
 */
public record RowTables(List<RowTableSpec> specs, int shards) implements Serializable {
  /** The floats of a part: what fits a core's cache. */
  public static final int PART_FLOATS = 64 * 1024;

  /** The most parts of one pull or push at a shard. */
  public static final int MAX_PARTS = 1024;

  /** The most tables. */
  public static final int MAX_TABLES = 16;

  /** Some rows of a list. */
  public record Part(int table, int from, int to) {
    /** How many. */
    public int rows() {
      return to - from;
    }
  }

  public RowTables {
    specs = List.copyOf(specs);
    if (specs.isEmpty() || specs.size() > MAX_TABLES) {
      throw new IllegalArgumentException(specs.size() + " row tables: expected 1 to " + MAX_TABLES);
    }
    if (specs.stream().map(RowTableSpec::name).distinct().count() < specs.size()) {
      throw new IllegalArgumentException("two row tables have the same name: expected others");
    }
    for (RowTableSpec spec : specs) {
      if (shards < 1 || shards > spec.rows()) {
        throw new IllegalArgumentException(
            "shards=%d: expected 1 to %d, the rows of table %s"
                .formatted(shards, spec.rows(), spec.name()));
      }
    }
  }

  /** The number of tables. */
  public int count() {
    return specs.size();
  }

  /** A table. */
  public RowTableSpec spec(int table) {
    return specs.get(table);
  }

  /** The floats of a row. */
  public int width(int table) {
    return specs.get(table).width();
  }

  /** How many rows of a table a shard has. */
  public int rowsOf(int table, int shard) {
    return (int) (((long) specs.get(table).rows() - shard + shards - 1) / shards);
  }

  /** The rows that one part holds at most. */
  int partRows(int table) {
    return Math.max(1, PART_FLOATS / width(table));
  }

  /**
   * The parts of some lists; where all are empty there is one, without rows.
   *
   * @param counts by table, the rows
   */
  public int parts(int[] counts) {
    int parts = 0;
    for (int table = 0; table < counts.length; table++) {
      parts += parts(table, counts[table]);
    }
    return Math.max(1, parts);
  }

  /** Part {@code index} of lists of {@code counts} rows by table. */
  public Part part(int[] counts, int index) {
    int before = 0;
    for (int table = 0; table < counts.length; table++) {
      int parts = parts(table, counts[table]);
      if (index - before < parts) {
        int from = (index - before) * partRows(table);
        return new Part(table, from, Math.min(counts[table], from + partRows(table)));
      }
      before += parts;
    }
    return new Part(0, 0, 0);
  }

  private int parts(int table, int rows) {
    return (int) (((long) rows + partRows(table) - 1) / partRows(table));
  }
}
