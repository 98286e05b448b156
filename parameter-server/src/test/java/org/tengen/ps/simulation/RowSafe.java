package org.tengen.ps.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.tengen.ps.checkpoint.RowCheckpoint;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.SnapshotImage;
import org.tengen.ps.rows.RowMarks;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowTraining;

/** Checkpoints of row tables. */
final class RowSafe extends Safe {
  private static final int MOST_BYTES = 200_000;

  private final RowsTrained trained;
  private final RowCheckpoints checkpoints;

  RowSafe(RowsTrained trained, Random random, Happenings happenings) {
    this(trained, random, happenings, new FaultyStore());
  }

  private RowSafe(RowsTrained trained, Random random, Happenings happenings, FaultyStore store) {
    super(store, random, happenings, MOST_BYTES);
    this.trained = trained;
    this.checkpoints = new RowCheckpoints(store, "", KEPT);
  }

  /**
   * Snapshots of all shards, which are written later than they are taken.
   *
   * @param ended runs when nobody reads them any more
   */
  record Snapshots(List<RowSnapshot> shards, List<SnapshotsStay> stay, Runnable ended)
      implements Saved {
    static Snapshots of(List<RowSnapshot> shards, Runnable ended) {
      return new Snapshots(shards, shards.stream().map(SnapshotsStay::of).toList(), ended);
    }

    @Override
    public long samples() {
      return shards.stream().mapToLong(Snapshots::samples).min().orElse(0);
    }

    private static long samples(RowSnapshot shard) {
      return shard.marks().lanes().stream().mapToLong(RowMarks.LaneMark::samples).sum();
    }

    @Override
    public void close() {
      ended.run();
      shards.forEach(RowSnapshot::close);
    }
  }

  @Override
  Beginning initial(Mutation mutation) {
    RowTraining told = trained.told(mutation);
    List<RowShardState> fresh =
        IntStream.range(0, trained.shards())
            .mapToObj(shard -> new RowShardState(told, shard))
            .toList();
    return begin(fresh, new long[told.lanes()]);
  }

  @Override
  Optional<Beginning> restored(Mutation mutation) {
    RowTraining told = trained.told(mutation);
    return newest(
        () -> {
          Optional<RowCheckpoint> found = checkpoints.newest(told);
          return found.isEmpty() ? Optional.empty() : Optional.of(begin(found.get(), mutation));
        });
  }

  private Beginning begin(RowCheckpoint from, Mutation mutation) throws IOException {
    passedOver(from.damaged());
    List<RowShardState> states = new ArrayList<>();
    for (int shard = 0; shard < trained.shards(); shard++) {
      RowShardState state = from.state(shard);
      mutation.restored(state);
      states.add(state);
    }
    return begin(states, from.granted());
  }

  private Beginning begin(List<RowShardState> shards, long[] granted) {
    return new Beginning() {
      @Override
      public long samples() {
        return shards.stream().mapToLong(RowShardState::pushes).min().orElse(0);
      }

      @Override
      public Shards shards(Cluster cluster, Server server, Mutation mutation) {
        return new RowShards(cluster, server, trained, shards, granted, mutation);
      }
    };
  }

  @Override
  String put(Saved image) throws IOException {
    Snapshots snapshots = (Snapshots) image;
    snapshots.stay().forEach(SnapshotsStay::check);
    return checkpoints.write(snapshots.shards().stream().map(SnapshotImage::new).toList(), FACTS);
  }

  @Override
  List<String> names() throws IOException {
    return checkpoints.names();
  }
}
