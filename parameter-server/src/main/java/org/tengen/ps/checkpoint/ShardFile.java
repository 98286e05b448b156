package org.tengen.ps.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.store.Store;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/**
 * One shard's part of a checkpoint. Little-endian:
 *
 * <pre>
 * int   magic "TNGS", format 1, shard, lanes, slices
 * long  samples of each lane
 * and for each slice
 *   int   slice, from, to, floats of previous weights, number of state arrays
 *   long  version, clock of each lane
 *   float weights, previous weights
 *   and for each state array: int length, float values
 * </pre>
 */
final class ShardFile {
  private static final int MAGIC = 0x53474e54;
  private static final int FORMAT = 1;
  private static final int MAX_STATE_ARRAYS = 16;

  private ShardFile() {}

  /** What a manifest says of a file. */
  record Entry(String name, long bytes, long checksum) {}

  static Entry write(Store store, String folder, ShardImage image) throws IOException {
    String name = "shard-" + image.shard() + ".bin";
    try (LittleOutput out = new LittleOutput(store.create(folder + "/" + name))) {
      int lanes = image.laneSamples().length;
      out.i32(MAGIC);
      out.i32(FORMAT);
      out.i32(image.shard());
      out.i32(lanes);
      out.i32(image.slices().size());
      out.longs(image.laneSamples());
      for (SliceImage slice : image.slices()) {
        write(out, slice);
      }
      out.flush();
      return new Entry(name, out.count(), out.checksum());
    }
  }

  /**
   * The shard in a file.
   *
   * @throws DamagedException if it is not the file that the entry tells of
   */
  static ShardImage read(Store store, String folder, Entry entry, Manifest manifest, int shard)
      throws IOException {
    String where = store + "/" + folder + "/" + entry.name();
    try (LittleInput in = new LittleInput(store.open(folder + "/" + entry.name()))) {
      ShardImage image = read(in, manifest, shard);
      in.drain();
      if (in.count() != entry.bytes() || in.checksum() != entry.checksum()) {
        throw new DamagedException(
            "%d bytes with CRC32C %08x, expected %d with %08x"
                .formatted(in.count(), in.checksum(), entry.bytes(), entry.checksum()));
      }
      return image;
    } catch (NoSuchFileException e) {
      throw new DamagedException(where + ": missing");
    } catch (DamagedException | EOFException e) {
      throw new DamagedException(where + ": " + e.getMessage());
    }
  }

  private static void write(LittleOutput out, SliceImage slice) throws IOException {
    out.i32(slice.slice());
    out.i32(slice.range().from());
    out.i32(slice.range().to());
    out.i32(slice.previous().length);
    out.i32(slice.state().length);
    out.i64(slice.version());
    out.longs(slice.clocks());
    out.floats(slice.weights());
    out.floats(slice.previous());
    for (float[] array : slice.state()) {
      out.i32(array.length);
      out.floats(array);
    }
  }

  private static ShardImage read(LittleInput in, Manifest manifest, int shard) throws IOException {
    require("magic", in.i32(), MAGIC);
    require("format", in.i32(), FORMAT);
    require("shard", in.i32(), shard);
    require("lanes", in.i32(), manifest.lanes());
    Layout layout = manifest.layout();
    Range indices = layout.slicesOf(shard);
    require("number of slices", in.i32(), indices.length());
    long[] laneSamples = in.longs(manifest.lanes());
    List<SliceImage> slices = new ArrayList<>();
    for (int slice = indices.from(); slice < indices.to(); slice++) {
      require("slice", in.i32(), slice);
      slices.add(read(in, slice, layout.slice(slice), manifest.lanes()));
    }
    return new ShardImage(shard, ImageKind.CHECKPOINT, laneSamples, slices);
  }

  private static SliceImage read(LittleInput in, int slice, Range range, int lanes)
      throws IOException {
    require("first position", in.i32(), range.from());
    require("end position", in.i32(), range.to());
    int previousLength = in.i32();
    if (previousLength != 0) {
      require("previous weights", previousLength, range.length());
    }
    int stateArrays = in.i32();
    if (stateArrays < 0 || stateArrays > MAX_STATE_ARRAYS) {
      throw new DamagedException("state arrays " + stateArrays);
    }
    long version = in.i64();
    long[] clocks = in.longs(lanes);
    float[] weights = in.floats(range.length());
    float[] previous = in.floats(previousLength);
    float[][] state = new float[stateArrays][];
    for (int array = 0; array < stateArrays; array++) {
      int length = in.i32();
      if (length < 0 || length > range.length()) {
        throw new DamagedException("state array of " + length + " floats");
      }
      state[array] = in.floats(length);
    }
    return new SliceImage(slice, range, version, clocks, weights, previous, state);
  }

  private static void require(String what, int is, int expected) throws DamagedException {
    if (is != expected) {
      throw new DamagedException(what + " " + is + ", expected " + expected);
    }
  }
}
