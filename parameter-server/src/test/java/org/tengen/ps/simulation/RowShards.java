package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.rows.RowShard;
import org.tengen.ps.rows.RowShardSettings;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowsInside;
import org.tengen.ps.serving.ServedListener;

/** The shards of row tables, each in a process of its own. */
final class RowShards implements Shards {
  private static final float[] UNTOLD = new float[0];

  private final Cluster cluster;
  private final Server server;
  private final RowsTrained trained;
  private final RowWitness witness;
  private final RowPhotographer photographer;
  private final List<RowsInside> insides = new ArrayList<>();
  private final List<RowShard> shards = new ArrayList<>();

  /** Room for one row. */
  private final float[] scratch = new float[RowTableSpec.MAX_WIDTH];

  /** By shard, a hash of what was applied when that was looked at last. */
  private final int[] seen;

  RowShards(
      Cluster cluster,
      Server server,
      RowsTrained trained,
      List<RowShardState> from,
      long[] granted,
      Mutation mutation) {
    this.cluster = cluster;
    this.server = server;
    this.trained = trained;
    this.seen = new int[from.size()];
    from.forEach(state -> insides.add(new RowsInside(state)));
    this.witness = new RowWitness(trained, insides, cluster.happenings());
    long listBytes = trained.scenario().listBytes();
    RowShardSettings settings = new RowShardSettings(granted, PARKED_NS, listBytes);
    from.forEach(state -> add(state, settings, mutation));
    this.photographer = new RowPhotographer(cluster, server, this, mutation);
  }

  private void add(RowShardState state, RowShardSettings settings, Mutation mutation) {
    int index = state.shard();
    RowShard shard = new RowShard(state, settings, new Listener(), () -> {});
    Endpoint tampered = mutation.aroundRows(index, shard, insides.get(index), trained);
    Endpoint door = mutation.around(index, tampered, cluster);
    OnePrimary.Served itself = new OnePrimary.Served(index, Request.FIRST_EPOCH);
    shards.add(shard);
    server.add(
        new ShardProcess(
            cluster, index, shard, witness.before(index, () -> itself, door), witness));
    witness.begins(index, stand(index));
  }

  @Override
  public void start() {
    photographer.start();
  }

  @Override
  public RowWitness witness() {
    return witness;
  }

  RowsInside inside(int shard) {
    return insides.get(shard);
  }

  /** Asks a shard something, which answers at its next turn; one that is stopped, later. */
  <T> CompletableFuture<T> ask(int shard, Function<RowShard, CompletableFuture<T>> question) {
    CompletableFuture<T> asked = question.apply(shards.get(shard));
    server.turn(shard);
    return asked;
  }

  /** Asks all shards something, even when they are stopped. */
  private <T> List<T> answers(Function<RowShard, CompletableFuture<T>> question) {
    List<T> answers = new ArrayList<>();
    for (RowShard shard : shards) {
      CompletableFuture<T> asked = question.apply(shard);
      shard.doWork(cluster.time().nowNs());
      answers.add(asked.join());
    }
    return answers;
  }

  @Override
  public long pushes(int shard) {
    return shards.get(shard).pushes();
  }

  /** Those of which nothing was applied are there without their rows. */
  @Override
  public List<Stand> changed() {
    List<Stand> changed = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      if (server.processes().get(shard).touched()) {
        int now = applied(shard);
        changed.add(now == seen[shard] ? new Stand(shard, List.of()) : stand(shard));
        seen[shard] = now;
      }
    }
    return changed;
  }

  private int applied(int shard) {
    RowsInside inside = insides.get(shard);
    int hash = (int) inside.version() + 1;
    for (int lane = 0; lane < trained.course().lanes(); lane++) {
      hash = 31 * hash + Arrays.hashCode(inside.begun(lane));
      hash = 31 * hash + (int) inside.clock(lane);
    }
    return hash;
  }

  @Override
  public List<Stand> now() {
    List<Stand> all = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      all.add(stand(shard));
    }
    return all;
  }

  private Stand stand(int shard) {
    RowsInside inside = insides.get(shard);
    long[] applied = inside.applied();
    long[][] begun = begun(shard, applied);
    List<Stand.Piece> pieces = new ArrayList<>();
    for (int table = 0; table < trained.tables().count(); table++) {
      if (table == RowScenario.HOT || trained.tells(table)) {
        for (int row = 0; row < trained.tables().rowsOf(table, shard); row++) {
          pieces.add(piece(inside, shard, table, row, applied, begun));
        }
      }
    }
    return new Stand(shard, pieces);
  }

  private Stand.Piece piece(
      RowsInside inside, int shard, int table, int row, long[] applied, long[][] begun) {
    int place = trained.place(table, shard, row);
    long[] due = begun[place].clone();
    for (int lane = 0; lane < due.length; lane++) {
      due[lane] |= OneHot.before(applied[lane]) & trained.touching(place, lane);
    }
    float[] hot = UNTOLD;
    if (trained.tells(table)) {
      inside.row(table, row, scratch);
      hot = Arrays.copyOf(scratch, trained.oneHot().length());
    }
    return new Stand.Piece(place, inside.version(), applied, due, hot);
  }

  /** By place and lane, the clock of a push of which some parts are applied, as a bit. */
  private long[][] begun(int shard, long[] applied) {
    long[][] begun = new long[trained.places()][applied.length];
    for (int lane = 0; lane < applied.length; lane++) {
      for (int part : insides.get(shard).begun(lane)) {
        for (int place : trained.places(shard, lane, applied[lane], part)) {
          begun[place][lane] = 1L << applied[lane];
        }
      }
    }
    return begun;
  }

  @Override
  public List<End> ends() {
    return answers(RowShard::statistics).stream().map(RowShards::end).toList();
  }

  private static End end(RowShardStatistics shard) {
    long[] none = new long[shard.laneClocks().length];
    return new End(shard.shard(), shard.laneClocks(), none, shard.staleness());
  }

  @Override
  public float[] weights() {
    int floats = 0;
    for (int table = 0; table < trained.tables().count(); table++) {
      floats += trained.tables().spec(table).rows() * trained.tables().width(table);
    }
    float[] all = new float[floats];
    int at = 0;
    for (int table = 0; table < trained.tables().count(); table++) {
      float[] row = new float[trained.tables().width(table)];
      for (int id = 0; id < trained.tables().spec(table).rows(); id++) {
        insides.get(id % shards.size()).row(table, id / shards.size(), row);
        System.arraycopy(row, 0, all, at, row.length);
        at += row.length;
      }
    }
    return all;
  }

  @Override
  public Saved stop() {
    answers(shard -> shard.hold(true));
    return saved(answers(RowShard::snapshot));
  }

  /** Snapshots that were just taken. */
  Saved saved(List<RowSnapshot> snapshots) {
    SnapshotsTogether.check(snapshots);
    return RowSafe.Snapshots.of(snapshots, () -> read(snapshots));
  }

  /** Counts what has gone on since. */
  private void read(List<RowSnapshot> snapshots) {
    for (RowSnapshot snapshot : snapshots) {
      if (inside(snapshot.shard()).version() > snapshot.marks().version()) {
        cluster.happened(Happening.PUSHED_UNDER_A_SNAPSHOT);
      }
    }
  }

  /** What shards tell. */
  private static final class Listener implements ServedListener {
    @Override
    public void onFinished(int shard) {}

    @Override
    public void onBroken(int shard, String message) {
      throw new Violation(Server.class, "the run broke: " + message);
    }
  }
}
