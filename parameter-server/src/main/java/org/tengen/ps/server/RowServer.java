package org.tengen.ps.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tengen.ps.client.Connector;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.rows.RowShard;
import org.tengen.ps.rows.RowShardSettings;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowTraining;

/**
 * A run's coordinator and its shards of row tables, each with a thread in this JVM. Lanes of the
 * same JVM find it by {@link Registry#find}; a transport serves {@link #coordinator} and {@link
 * #shards} to others.
 *
 * <p>Any thread may call it. The order of a run is that of {@link ParameterServer}.
 */
public final class RowServer implements AutoCloseable {
  private final RowServerSettings settings;
  private final Ending ending;
  private final Answers answers;
  private final CoordinatorThread coordinator;
  private final ServedThreads<RowShard> shards = new ServedThreads<>();

  private RowServer(RowServerSettings settings, List<RowShardState> from) {
    this.settings = settings;
    RowTraining training = settings.training();
    this.ending = new Ending(training.tables().shards());
    this.answers = new Answers(ending);
    this.coordinator =
        new CoordinatorThread(
            settings.runId(),
            training.course(),
            training.lanes(),
            settings.deadlines(),
            shard -> Reply.Placed.AT_FIRST,
            ending);
    long[] granted = RowShardState.granted(from);
    from.forEach(state -> add(state, granted));
  }

  private void add(RowShardState state, long[] granted) {
    RowShardSettings shardSettings =
        new RowShardSettings(
            granted, settings.deadlines().parked().toNanos(), settings.listBytes());
    RowShard shard =
        shards.add(
            "tengen-rows-" + state.shard() + "-" + settings.runId(),
            bell -> new RowShard(state, shardSettings, ending, bell));
    if (shard.pushes() == settings.training().pushes()) {
      ending.onFinished(state.shard());
    }
  }

  /** Starts a server of rows that nobody has pushed to. */
  public static RowServer start(RowServerSettings settings) {
    RowTraining training = settings.training();
    return start(
        settings,
        IntStream.range(0, training.tables().shards())
            .mapToObj(shard -> new RowShardState(training, shard))
            .toList());
  }

  /**
   * Starts a server that goes on.
   *
   * @param from by shard, what it starts from; the callee's from now on
   */
  public static RowServer start(RowServerSettings settings, List<RowShardState> from) {
    if (from.size() != settings.training().tables().shards()) {
      throw new IllegalArgumentException(
          from.size() + " shards of rows: expected " + settings.training().tables().shards());
    }
    RowServer server = new RowServer(settings, from);
    Registry.add(settings.runId(), server.connector());
    server.coordinator.start();
    server.shards.start();
    return server;
  }

  /** Where lanes join. */
  public Endpoint coordinator() {
    return coordinator.coordinator();
  }

  /** Where lanes pull and push, by shard. */
  public List<Endpoint> shards() {
    return List.copyOf(shards.shards());
  }

  /** The way for lanes of this JVM. */
  public Connector connector() {
    return new LocalConnector(coordinator(), shards());
  }

  /**
   * Waits until the whole budget is applied on every shard.
   *
   * @param withoutProgress the longest time in which no push at all is applied
   * @throws RunFailedException when the run is broken, or that time is up: names the slowest lane
   */
  public void awaitFinished(Duration withoutProgress) throws InterruptedException {
    ending.awaitFinished(withoutProgress, this::pushes, this::slowest);
  }

  /** The pushes applied so far, summed over shards; cheap. */
  public long pushes() {
    return shards.shards().stream().mapToLong(RowShard::pushes).sum();
  }

  /** What each shard has done. */
  public List<RowShardStatistics> statistics() throws InterruptedException {
    return answersOf(RowShard::statistics);
  }

  /** What the coordinator knows of the lanes. */
  public List<LaneReport> lanes() throws InterruptedException {
    return coordinator.report();
  }

  /**
   * All shards at one moment that a run can go on from, to be read while the run goes on. Whoever
   * gets them closes each.
   */
  public List<RowSnapshot> snapshots() throws InterruptedException {
    boolean barrier = settings.training().strategy().gathering().wholeClock();
    if (!barrier) {
      return answersOf(RowShard::snapshot);
    }
    try {
      answersOf(shard -> shard.hold(true));
      return answersOf(RowShard::snapshot);
    } finally {
      answersOf(shard -> shard.hold(false));
    }
  }

  /** Ends the threads; what still waits is refused, and the run leaves the registry. */
  @Override
  public void close() {
    Registry.remove(settings.runId(), connector());
    coordinator.end();
    shards.close();
    coordinator.awaitEnd();
  }

  private Ending.Slowest slowest() throws InterruptedException {
    long[] clocks = statistics().get(0).laneClocks();
    int slowest = 0;
    for (int lane = 1; lane < clocks.length; lane++) {
      slowest = clocks[lane] < clocks[slowest] ? lane : slowest;
    }
    return new Ending.Slowest(slowest, clocks[slowest], lanes().get(slowest).worker());
  }

  private <T> List<T> answersOf(Function<RowShard, CompletableFuture<T>> question)
      throws InterruptedException {
    return answers.of(shards.shards(), question, Answers.USUAL_S);
  }
}
