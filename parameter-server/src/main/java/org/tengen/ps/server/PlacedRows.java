package org.tengen.ps.server;

import java.util.concurrent.CompletableFuture;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.rows.RowShardStatistics;

/** One shard of row tables, wherever it is. Its questions are answered soon; none waits. */
public interface PlacedRows {
  /** What it has done. */
  CompletableFuture<RowShardStatistics> statistics();

  /** How it is when it comes to it; it goes on meanwhile. */
  CompletableFuture<RowShardImage> image();

  /** Admits no pull from now on, or does again, see {@link org.tengen.ps.rows.RowShard#hold}. */
  CompletableFuture<Boolean> hold(boolean hold);

  /** Pushes applied, as far as is known here; cheap. */
  long pushes();
}
