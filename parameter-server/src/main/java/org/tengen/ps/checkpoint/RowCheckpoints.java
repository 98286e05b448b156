package org.tengen.ps.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.store.Store;
import org.tengen.ps.table.Layout;

/**
 * The checkpoints of one run with row tables, kept as {@link Checkpoints} keeps them. Shards are
 * written and read as streams: beside a shard itself there is one block and two buffers on the
 * heap, and where shards are in other processes, a piece of a MiB.
 *
 * <p>A run goes on with the number of shards that it had: what is applied is noted by shard. The
 * rows themselves are not bound to it, see {@link #export}. Used by one thread of one process at a
 * time.
 */
public final class RowCheckpoints {
  private static final String FACT = "rows.";

  private final Store store;
  private final CheckpointFolder folder;

  /**
   * Those in {@code folder} of {@code store}.
   *
   * @param kept how many of the newest are kept; two or more, so that one may be damaged
   */
  public RowCheckpoints(Store store, String folder, int kept) {
    this.store = store;
    this.folder = new CheckpointFolder(store, folder, kept);
  }

  /**
   * Writes one and drops those that are no longer kept.
   *
   * @param shards all of them, in order; the caller closes them
   * @param facts what the run says of itself, by names of one word, in values of one line
   * @return its name
   */
  public String write(List<? extends RowShardImage> shards, Map<String, String> facts)
      throws IOException {
    facts.forEach(Manifest::requireFactFits);
    RowTraining training = shards.get(0).training();
    List<String> before = names();
    String name = CheckpointFolder.next(before);
    List<ShardFile.Entry> files = new ArrayList<>();
    for (RowShardImage shard : shards) {
      files.add(RowShardFile.write(store, folder.in(name), shard));
    }
    Map<String, String> all = new TreeMap<>(facts);
    all.putAll(shape(training));
    long samples = shards.stream().mapToLong(RowShardImage::samples).min().orElse(0);
    long updates = shards.get(0).version();
    new Manifest(samples, updates, places(training), training.lanes(), files, all)
        .write(store, folder.in(name));
    folder.drop(before);
    return name;
  }

  /**
   * The newest that is whole, of the same tables, lanes and shards as {@code training}. All its
   * bytes are looked at.
   *
   * @throws DamagedException if there are some, but none is whole: names each
   * @throws IllegalArgumentException if it is of other tables, lanes or shards
   */
  public Optional<RowCheckpoint> newest(RowTraining training) throws IOException {
    List<String> names = names();
    List<String> damaged = new ArrayList<>();
    for (int at = names.size() - 1; at >= 0; at--) {
      try {
        return Optional.of(at(names.get(at), training, damaged));
      } catch (DamagedException e) {
        damaged.add(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        damaged.add(store + "/" + folder.in(names.get(at)) + " cannot be read: " + e);
      }
    }
    if (!damaged.isEmpty()) {
      throw new DamagedException("no checkpoint is whole: " + String.join("; ", damaged));
    }
    return Optional.empty();
  }

  /**
   * Writes a table's weights for any program: raw little-endian float32, row after row, those that
   * nobody has pushed to as the seed has them; and, under the same name with {@code .sha256}, a
   * line that {@code sha256sum -c} checks. Reads all shards' files side by side, a block of each at
   * a time.
   *
   * @param to the file's name, in the same store
   * @return the SHA-256 of the weights, in hexadecimal
   * @throws DamagedException if a file is not what was written; what was exported is then worthless
   *     and has no {@code .sha256}
   */
  public String export(String name, RowTraining training, int table, String to) throws IOException {
    Manifest manifest = manifest(name, training);
    List<RowCursor> cursors = new ArrayList<>();
    try {
      for (int shard = 0; shard < training.tables().shards(); shard++) {
        cursors.add(
            RowCursor.open(
                store, folder.in(name), manifest.files().get(shard), training, shard, table));
      }
      store.delete(to + ".sha256");
      return WeightsFile.write(store, to, out -> copy(training, table, cursors, out));
    } finally {
      for (RowCursor cursor : cursors) {
        cursor.close();
      }
    }
  }

  /** All that are here, whole or not, oldest first. */
  public List<String> names() throws IOException {
    return folder.names();
  }

  private static void copy(
      RowTraining training, int table, List<RowCursor> cursors, LittleOutput out)
      throws IOException {
    RowTableSpec spec = training.tables().spec(table);
    float[] row = new float[spec.width()];
    int shards = cursors.size();
    for (int id = 0; id < spec.rows(); id++) {
      cursors.get(id % shards).row(id / shards, row);
      out.floats(row);
    }
    for (RowCursor cursor : cursors) {
      cursor.requireWhole();
    }
  }

  private RowCheckpoint at(String name, RowTraining training, List<String> damaged)
      throws IOException {
    Manifest manifest = manifest(name, training);
    RowCheckpoint.Place place = new RowCheckpoint.Place(store, folder.in(name), name);
    return new RowCheckpoint(place, manifest, training, damaged);
  }

  /** The manifest of a checkpoint that fits. */
  private Manifest manifest(String name, RowTraining training) throws IOException {
    Manifest manifest = Manifest.read(store, folder.in(name));
    requireSame(name, "shards", manifest.layout().shards(), training.tables().shards());
    requireSame(name, "workers", manifest.lanes(), training.lanes());
    shape(training)
        .forEach(
            (fact, value) ->
                requireSame(name, fact, manifest.facts().getOrDefault(fact, "none"), value));
    return manifest;
  }

  private static void requireSame(String name, String what, Object is, Object expected) {
    if (!is.equals(expected)) {
      throw new IllegalArgumentException(
          "%s has %s=%s: expected %s, for rows go on as they were"
              .formatted(name, what, is, expected));
    }
  }

  /** What tables are, as facts. */
  private static Map<String, String> shape(RowTraining training) {
    Map<String, String> shape = new TreeMap<>();
    shape.put(FACT + "seed", Long.toString(training.seed()));
    for (int table = 0; table < training.tables().count(); table++) {
      RowTableSpec spec = training.tables().spec(table);
      shape.put(
          FACT + "table." + table,
          "%s of %d rows of %d floats, %s, %s"
              .formatted(spec.name(), spec.rows(), spec.width(), spec.init(), spec.optimiser()));
    }
    return shape;
  }

  /** Of a manifest's layout rows use the number of shards alone. */
  private static Layout places(RowTraining training) {
    return new Layout(training.tables().shards(), 1, training.tables().shards());
  }
}
