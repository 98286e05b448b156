package org.tengen.ps.server;

import java.util.concurrent.CompletableFuture;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.serving.OwnedShard;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardStatistics;

/** A shard of this JVM. */
public record ShardHere(Shard shard) implements PlacedShard, OwnedShard.Through {
  @Override
  public CompletableFuture<ShardStatistics> statistics() {
    return shard.statistics();
  }

  @Override
  public CompletableFuture<ShardImage> image(ImageKind kind) {
    return shard.image(kind);
  }
}
