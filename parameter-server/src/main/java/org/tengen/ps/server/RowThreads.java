package org.tengen.ps.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.checkpoint.SnapshotImage;
import org.tengen.ps.rows.RowShard;
import org.tengen.ps.rows.RowShardSettings;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.serving.OwnedShard;
import org.tengen.ps.serving.ServedListener;

/** Some or all of a run's shards of row tables in this JVM, each with a thread. For any thread. */
public final class RowThreads implements Placed<PlacedRows> {
  private final ServedThreads<RowShard> threads = new ServedThreads<>();

  /**
   * Shards that serve nobody before {@link #start}. One that has nothing left to do says so at
   * once.
   *
   * @param from what each of those that are here starts from; the callee's from now on
   * @param granted by lane, the iterations already given out in the whole run
   * @param listener hears of all of them
   */
  public RowThreads(
      RowServerSettings settings,
      List<RowShardState> from,
      long[] granted,
      ServedListener listener) {
    RowShardSettings each =
        new RowShardSettings(
            granted, settings.deadlines().parked().toNanos(), settings.listBytes());
    for (RowShardState state : from) {
      RowShard shard =
          threads.add(
              "tengen-rows-" + state.shard() + "-" + settings.runId(),
              bell -> new RowShard(state, each, listener, bell));
      if (shard.pushes() == settings.training().pushes()) {
        listener.onFinished(state.shard());
      }
    }
  }

  /** All of a run's shards, read from where they are. */
  static RowThreads of(RowServerSettings settings, RowOrigin from, ServedListener listener) {
    List<RowShardState> states = new ArrayList<>();
    try {
      for (int shard = 0; shard < settings.training().tables().shards(); shard++) {
        states.add(from.state(shard));
      }
    } catch (IOException e) {
      throw new RunFailedException("rows cannot be read: " + e.getMessage());
    }
    return new RowThreads(settings, states, from.granted(), listener);
  }

  @Override
  public void start() {
    threads.start();
  }

  @Override
  public List<PlacedRows> shards() {
    return threads.shards().stream().<PlacedRows>map(Here::new).toList();
  }

  /** The shards themselves, in the order in which they were given. */
  public List<RowShard> here() {
    return threads.shards();
  }

  @Override
  public void close() {
    threads.close();
  }

  /** A shard of this JVM. */
  private record Here(RowShard shard) implements PlacedRows, OwnedShard.Through {
    @Override
    public CompletableFuture<RowShardStatistics> statistics() {
      return shard.statistics();
    }

    @Override
    public CompletableFuture<RowShardImage> image() {
      return shard.snapshot().thenApply(SnapshotImage::new);
    }
  }
}
