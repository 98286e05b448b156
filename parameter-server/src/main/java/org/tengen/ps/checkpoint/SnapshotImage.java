package org.tengen.ps.checkpoint;

import java.io.IOException;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowTraining;

/** The image of a shard of this process, which closes the snapshot. */
public record SnapshotImage(RowSnapshot snapshot) implements RowShardImage {
  @Override
  public RowTraining training() {
    return snapshot.training();
  }

  @Override
  public int shard() {
    return snapshot.shard();
  }

  @Override
  public long version() {
    return snapshot.marks().version();
  }

  @Override
  public long samples() {
    return snapshot.marks().samples();
  }

  @Override
  public void writeTo(LittleOutput out) throws IOException {
    RowShardWriter writer = new RowShardWriter(snapshot);
    boolean more = true;
    while (more) {
      more = writer.some(out);
    }
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
