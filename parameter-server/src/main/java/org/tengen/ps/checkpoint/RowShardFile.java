package org.tengen.ps.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.rows.RowMarks;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.store.Store;

/**
 * One shard of row tables in a checkpoint: only blocks that have memory, one after the other, so
 * that neither writing nor reading holds a table a second time. Little-endian:
 *
 * <pre>
 * int   magic "TNGR", format 1, shard, shards, lanes, tables
 * long  seed, version, pushes
 * and for each table
 *   int   rows, width, 1 if its blocks have state
 * and for each lane
 *   long  clock, samples
 *   int   parts of the iteration that has begun, 0 if none has; then
 *     int samples, long name of each table's list, int count, long parts that are done
 * and for each table
 *   int   rows that the last clock has overwritten; int each, float what they held
 * and for each table
 *   int   block, float weights, state; until the block is -1
 * </pre>
 */
final class RowShardFile {
  private static final int MAGIC = 0x52474e54;
  private static final int FORMAT = 1;

  private RowShardFile() {}

  static String name(int shard) {
    return "rows-" + shard + ".bin";
  }

  static ShardFile.Entry write(Store store, String folder, RowSnapshot snapshot)
      throws IOException {
    String name = name(snapshot.shard());
    try (LittleOutput out = new LittleOutput(store.create(folder + "/" + name))) {
      writeHead(out, snapshot);
      for (int table = 0; table < snapshot.training().tables().count(); table++) {
        writeBlocks(out, snapshot, table);
      }
      out.flush();
      return new ShardFile.Entry(name, out.count(), out.checksum());
    }
  }

  /**
   * The shard in a file.
   *
   * @throws DamagedException if it is not the file that the entry tells of
   */
  static RowShardState read(
      Store store, String folder, ShardFile.Entry entry, RowTraining training, int shard)
      throws IOException {
    String where = store + "/" + folder + "/" + entry.name();
    try (LittleInput in = new LittleInput(store.open(folder + "/" + entry.name()))) {
      RowShardState state =
          new RowShardState(training, shard, readHead(in, training, shard, entry));
      for (int table = 0; table < training.tables().count(); table++) {
        readBlocks(in, state, table);
      }
      requireWhole(in, entry);
      return state;
    } catch (NoSuchFileException e) {
      throw new DamagedException(where + ": missing");
    } catch (DamagedException | EOFException e) {
      throw new DamagedException(where + ": " + e.getMessage());
    }
  }

  private static void readBlocks(LittleInput in, RowShardState state, int table)
      throws IOException {
    int block = block(in, state, table, -1);
    while (block >= 0) {
      int floats = state.floats(table, block);
      float[] weights = in.floats(floats);
      state.put(table, block, weights, in.floats(state.hasState(table) ? floats : 0));
      block = block(in, state, table, block);
    }
  }

  static void requireWhole(LittleInput in, ShardFile.Entry entry) throws IOException {
    in.drain();
    if (in.count() != entry.bytes() || in.checksum() != entry.checksum()) {
      throw new DamagedException(
          "%d bytes with CRC32C %08x, expected %d with %08x"
              .formatted(in.count(), in.checksum(), entry.bytes(), entry.checksum()));
    }
  }

  private static void writeHead(LittleOutput out, RowSnapshot snapshot) throws IOException {
    RowTables tables = snapshot.training().tables();
    RowMarks marks = snapshot.marks();
    out.i32(MAGIC);
    out.i32(FORMAT);
    out.i32(snapshot.shard());
    out.i32(tables.shards());
    out.i32(marks.lanes().size());
    out.i32(tables.count());
    out.i64(snapshot.training().seed());
    out.i64(marks.version());
    out.i64(marks.pushes());
    for (int table = 0; table < tables.count(); table++) {
      out.i32(tables.spec(table).rows());
      out.i32(tables.width(table));
      out.i32(snapshot.hasState(table) ? 1 : 0);
    }
    for (RowMarks.LaneMark lane : marks.lanes()) {
      write(out, lane);
    }
    for (RowMarks.Undo undo : marks.undo()) {
      out.i32(undo.rows().length);
      for (int row : undo.rows()) {
        out.i32(row);
      }
      out.floats(undo.weights());
    }
  }

  private static void write(LittleOutput out, RowMarks.LaneMark lane) throws IOException {
    out.i64(lane.clock());
    out.i64(lane.samples());
    RowMarks.BegunMark begun = lane.begun();
    out.i32(begun == null ? 0 : begun.parts());
    if (begun != null) {
      out.i32(begun.samples());
      out.longs(begun.lists());
      out.i32(begun.done().length);
      out.longs(begun.done());
    }
  }

  private static void writeBlocks(LittleOutput out, RowSnapshot snapshot, int table)
      throws IOException {
    for (int block = 0; block < snapshot.blocks(table); block++) {
      float[] weights = snapshot.weights(table, block);
      if (weights != null) {
        out.i32(block);
        out.floats(weights);
        out.floats(snapshot.state(table, block));
      }
    }
    out.i32(-1);
  }

  /** Reads up to the first block. */
  static RowMarks readHead(LittleInput in, RowTraining training, int shard, ShardFile.Entry entry)
      throws IOException {
    RowTables tables = training.tables();
    require("magic", in.i32(), MAGIC);
    require("format", in.i32(), FORMAT);
    require("shard", in.i32(), shard);
    require("shards", in.i32(), tables.shards());
    require("lanes", in.i32(), training.lanes());
    require("tables", in.i32(), tables.count());
    require("seed", in.i64(), training.seed());
    long version = in.i64();
    long pushes = in.i64();
    RowShardState shape = new RowShardState(training, shard);
    for (int table = 0; table < tables.count(); table++) {
      require("rows", in.i32(), tables.spec(table).rows());
      require("width", in.i32(), tables.width(table));
      require("state", in.i32(), shape.hasState(table) ? 1 : 0);
    }
    List<RowMarks.LaneMark> lanes = new ArrayList<>();
    for (int lane = 0; lane < training.lanes(); lane++) {
      lanes.add(readLane(in, tables.count()));
    }
    List<RowMarks.Undo> undo = new ArrayList<>();
    for (int table = 0; table < tables.count(); table++) {
      undo.add(readUndo(in, tables.width(table), entry.bytes()));
    }
    return new RowMarks(version, pushes, lanes, undo);
  }

  private static RowMarks.LaneMark readLane(LittleInput in, int tables) throws IOException {
    long clock = in.i64();
    long samples = in.i64();
    int parts = in.i32();
    RowMarks.@Nullable BegunMark begun = null;
    if (parts != 0) {
      int ofSamples = in.i32();
      long[] lists = in.longs(tables);
      int words = in.i32();
      if (words < 0 || words > RowTables.MAX_PARTS / Long.SIZE) {
        throw new DamagedException("parts that are done: " + words + " words");
      }
      begun = new RowMarks.BegunMark(parts, ofSamples, lists, in.longs(words));
    }
    return new RowMarks.LaneMark(clock, samples, begun);
  }

  private static RowMarks.Undo readUndo(LittleInput in, int width, long most) throws IOException {
    int count = in.i32();
    if (count < 0 || (long) count * (1 + width) * Integer.BYTES > most) {
      throw new DamagedException("overwritten rows " + count);
    }
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = in.i32();
    }
    return new RowMarks.Undo(rows, in.floats(count * width));
  }

  /** The next block's index, or -1 after the table's last. */
  static int block(LittleInput in, RowShardState shape, int table, int before) throws IOException {
    int block = in.i32();
    if (block != -1 && (block <= before || block >= shape.blocks(table))) {
      throw new DamagedException(
          "block %d after block %d of %d".formatted(block, before, shape.blocks(table)));
    }
    return block;
  }

  private static void require(String what, long is, long expected) throws DamagedException {
    if (is != expected) {
      throw new DamagedException(what + " " + is + ", expected " + expected);
    }
  }
}
