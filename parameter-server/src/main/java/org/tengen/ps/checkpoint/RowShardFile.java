package org.tengen.ps.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.tengen.ps.rows.RowMarks;
import org.tengen.ps.rows.RowShardState;
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
  static final int MAGIC = 0x52474e54;
  static final int FORMAT = 1;

  /** In place of a block's index. */
  static final int NO_BLOCK = -1;

  private RowShardFile() {}

  static String name(int shard) {
    return "rows-" + shard + ".bin";
  }

  static ShardFile.Entry write(Store store, String folder, RowShardImage image) throws IOException {
    String name = name(image.shard());
    try (LittleOutput out = new LittleOutput(store.create(folder + "/" + name))) {
      image.writeTo(out);
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
    RowShardReader reader = new RowShardReader(training, shard);
    read(
        store,
        folder,
        entry,
        in -> {
          boolean more = true;
          while (more) {
            more = reader.some(in);
          }
        });
    return reader.state();
  }

  /**
   * Where the shard in a file is; all of the file is looked at.
   *
   * @throws DamagedException as {@link #read}
   */
  static RowMarks marks(
      Store store, String folder, ShardFile.Entry entry, RowTraining training, int shard)
      throws IOException {
    RowShardReader reader = new RowShardReader(training, shard);
    read(store, folder, entry, in -> reader.some(in));
    return reader.marks();
  }

  /** What is made of a file's bytes, from the first up to any. */
  private interface Reading {
    void read(LittleInput in) throws IOException;
  }

  private static void read(Store store, String folder, ShardFile.Entry entry, Reading reading)
      throws IOException {
    String where = store + "/" + folder + "/" + entry.name();
    try (LittleInput in = new LittleInput(store.open(folder + "/" + entry.name()))) {
      read(in, entry, reading);
      requireWhole(in, entry);
    } catch (NoSuchFileException e) {
      throw new DamagedException(where + ": missing");
    } catch (DamagedException | EOFException e) {
      throw new DamagedException(where + ": " + e.getMessage());
    }
  }

  /** What makes no sense may be of another run, but not in a file that is not what was written. */
  private static void read(LittleInput in, ShardFile.Entry entry, Reading reading)
      throws IOException {
    try {
      reading.read(in);
    } catch (IllegalArgumentException otherRun) {
      requireWhole(in, entry);
      throw otherRun;
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

  /** The next block's index, or {@link #NO_BLOCK} after the table's last. */
  static int block(LittleInput in, RowShardState shape, int table, int before) throws IOException {
    int block = in.i32();
    if (block != NO_BLOCK && (block <= before || block >= shape.blocks(table))) {
      throw new DamagedException(
          "block %d after block %d of %d".formatted(block, before, shape.blocks(table)));
    }
    return block;
  }
}
