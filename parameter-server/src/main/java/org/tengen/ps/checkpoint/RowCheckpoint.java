package org.tengen.ps.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.tengen.ps.rows.RowMarks;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.store.Store;

/**
 * A checkpoint of a run with row tables that can be gone on from; its shards are in their files.
 */
public final class RowCheckpoint implements RowOrigin {
  private static final int PIECE_BYTES = 1 << 20;

  private final Place place;
  private final Manifest manifest;
  private final RowTraining training;
  private final long[] granted;
  private final List<String> damaged;

  /** A folder of a store, and what it is called. */
  record Place(Store store, String folder, String name) {}

  /**
   * Looks at all of a checkpoint's files.
   *
   * @param damaged see {@link #damaged()}
   * @throws DamagedException if one is not what the manifest tells of
   */
  RowCheckpoint(Place place, Manifest manifest, RowTraining training, List<String> damaged)
      throws IOException {
    this.place = place;
    this.manifest = manifest;
    this.training = training;
    this.damaged = List.copyOf(damaged);
    List<RowMarks> marks = new ArrayList<>();
    for (int shard = 0; shard < training.tables().shards(); shard++) {
      marks.add(
          RowShardFile.marks(
              place.store, place.folder, manifest.files().get(shard), training, shard));
    }
    this.granted = RowMarks.granted(marks);
  }

  /** Its name. */
  public String name() {
    return place.name;
  }

  /** What the run said of itself. */
  public Map<String, String> facts() {
    return manifest.facts();
  }

  /** The newer ones that are not whole, in a line each. */
  public List<String> damaged() {
    return damaged;
  }

  @Override
  public RowTraining training() {
    return training;
  }

  @Override
  public long[] granted() {
    return granted.clone();
  }

  @Override
  public RowShardState state(int shard) throws IOException {
    return RowShardFile.read(
        place.store, place.folder, manifest.files().get(shard), training, shard);
  }

  @Override
  public void send(int shard, Pieces to) throws IOException, InterruptedException {
    ShardFile.Entry entry = manifest.files().get(shard);
    String file = place.folder + "/" + entry.name();
    CRC32C checksum = new CRC32C();
    long count = 0;
    try (InputStream in = place.store.open(file)) {
      byte[] piece = in.readNBytes(PIECE_BYTES);
      while (piece.length > 0) {
        checksum.update(piece);
        count += piece.length;
        to.take(piece);
        piece = in.readNBytes(PIECE_BYTES);
      }
    }
    if (count != entry.bytes() || checksum.getValue() != entry.checksum()) {
      throw new DamagedException(place.store + "/" + file + " has changed since it was looked at");
    }
  }
}
