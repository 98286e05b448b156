package org.tengen.ps.server;

import java.util.concurrent.CompletableFuture;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.serving.OwnedShard;
import org.tengen.ps.shard.ShardStatistics;

/** One shard of a run, wherever it is. Its questions are answered soon; none waits. */
public interface PlacedShard extends OwnedShard {
  /** What it has done. */
  CompletableFuture<ShardStatistics> statistics();

  /** How it is when it comes to it, see {@link org.tengen.ps.shard.Shard#image}. */
  CompletableFuture<ShardImage> image(ImageKind kind);
}
