package org.tengen.ps.server;

import java.util.concurrent.CompletableFuture;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.serving.OwnedShard;

/** One shard of row tables, wherever it is. Its questions are answered soon; none waits. */
public interface PlacedRows extends OwnedShard {
  /** What it has done. */
  CompletableFuture<RowShardStatistics> statistics();

  /** How it is when it comes to it; it goes on meanwhile. */
  CompletableFuture<RowShardImage> image();
}
