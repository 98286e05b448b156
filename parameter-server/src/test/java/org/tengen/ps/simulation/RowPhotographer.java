package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.rows.RowShard;
import org.tengen.ps.rows.RowSnapshot;

/**
 * Takes snapshots of all shards while the run goes on, as a run's owner does: behind a barrier they
 * are all held first. Each shard is asked at a time of its own, and one that is stopped answers
 * late.
 */
final class RowPhotographer {
  private static final int EVERY_NS = 4_000_000;
  private static final int APART_NS = 4_000_000;

  private final Cluster cluster;
  private final Server server;
  private final RowShards shards;
  private final Mutation mutation;
  private final boolean holds;

  RowPhotographer(Cluster cluster, Server server, RowShards shards, Mutation mutation) {
    this.cluster = cluster;
    this.server = server;
    this.shards = shards;
    this.mutation = mutation;
    this.holds = cluster.course().strategy().gathering().wholeClock() && mutation.holds();
  }

  /** Takes them now and then, if anything goes wrong that they are good for. */
  void start() {
    if (cluster.checkpointSamples() > 0) {
      soon(2 * EVERY_NS, this::begin);
    }
  }

  private void begin() {
    if (holds) {
      all(shard -> hold(shard, true), held -> take());
    } else {
      take();
    }
  }

  private void take() {
    all(this::snapshot, this::taken);
  }

  private void taken(List<RowSnapshot> snapshots) {
    cluster.happened(Happening.SNAPSHOTS_TAKEN);
    Saved saved = shards.saved(snapshots);
    snapshots.forEach(mutation::taken);
    cluster.checkpoint(server, saved);
    if (holds) {
      all(shard -> hold(shard, false), released -> start());
    } else {
      start();
    }
  }

  private CompletableFuture<RowSnapshot> snapshot(int shard) {
    if (shards.inside(shard).underWay()) {
      cluster.happened(Happening.SNAPSHOT_IN_MID_PUSH);
    }
    return shards.ask(shard, RowShard::snapshot);
  }

  private CompletableFuture<Boolean> hold(int shard, boolean hold) {
    shards.witness().held(shard, true);
    CompletableFuture<Boolean> answer = shards.ask(shard, each -> each.hold(hold));
    return answer.thenApply(
        done -> {
          shards.witness().held(shard, hold);
          return done;
        });
  }

  /** Asks each shard, and goes on with all answers. */
  private <T> void all(Function<Integer, CompletableFuture<T>> question, Consumer<List<T>> then) {
    int count = cluster.trained().shards();
    @Nullable Object[] answers = new Object[count];
    int[] missing = {count};
    for (int each = 0; each < count; each++) {
      int shard = each;
      soon(
          APART_NS,
          () -> {
            CompletableFuture<Void> heard =
                question
                    .apply(shard)
                    .thenAccept(
                        answer -> {
                          answers[shard] = answer;
                          if (--missing[0] == 0) {
                            soon(1, () -> then.accept(typed(answers)));
                          }
                        });
            if (heard.isCompletedExceptionally()) {
              throw new Violation(RowPhotographer.class, "shard " + shard + " cannot answer");
            }
          });
    }
  }

  @SuppressWarnings("unchecked") // they are answers to one question
  private static <T> List<T> typed(@Nullable Object[] answers) {
    return (List<T>) Arrays.asList(answers);
  }

  /** Within some time, if the server is alive by then. */
  private void soon(int withinNs, Runnable what) {
    cluster
        .time()
        .after(
            1 + cluster.network().choice(withinNs),
            () -> {
              if (server.alive()) {
                what.run();
              }
            });
  }
}
