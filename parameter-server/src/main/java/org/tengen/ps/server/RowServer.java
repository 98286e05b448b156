package org.tengen.ps.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.client.Connector;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.rows.RowTraining;

/**
 * A run's coordinator, with a thread in this JVM, and its shards of row tables, here too unless a
 * {@link RowPlacement} has them elsewhere. Lanes of the same JVM find it by {@link Registry#find};
 * a transport serves {@link #coordinator} and {@link #shards} to others.
 *
 * <p>Any thread may call it. The order of a run is that of {@link ParameterServer}.
 */
public final class RowServer implements AutoCloseable {
  private final RowServerSettings settings;
  private final Ending ending;
  private final Answers answers;
  private final CoordinatorThread coordinator;
  private final Placed<PlacedRows> placed;

  private RowServer(RowServerSettings settings, RowOrigin from, RowPlacement placement)
      throws InterruptedException {
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
            this::where,
            ending);
    this.placed = placement.place(settings, from, new Listener());
  }

  /** Starts a server of rows that nobody has pushed to. */
  public static RowServer start(RowServerSettings settings) {
    return start(settings, RowOrigin.beginning(settings.training()));
  }

  /**
   * Starts a server that goes on.
   *
   * @param from what it starts from, of the same training
   */
  public static RowServer start(RowServerSettings settings, RowOrigin from) {
    try {
      return start(settings, from, RowPlacement.here());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted at the start of run " + settings.runId());
    }
  }

  /**
   * Starts a server whose shards live where {@code placement} puts them.
   *
   * @param from what it starts from, of the same training
   * @throws RunFailedException if they cannot be there; one line says what and where
   */
  public static RowServer start(RowServerSettings settings, RowOrigin from, RowPlacement placement)
      throws InterruptedException {
    if (!from.training().equals(settings.training())) {
      throw new IllegalArgumentException(
          "rows of another training: expected those of run " + settings.runId());
    }
    RowServer server = new RowServer(settings, from, placement);
    boolean started = false;
    try {
      Registry.add(settings.runId(), server.connector());
      server.coordinator.start();
      server.placed.start();
      started = true;
      return server;
    } finally {
      if (!started) {
        server.close();
      }
    }
  }

  /** Where lanes join. */
  public Endpoint coordinator() {
    return coordinator.coordinator();
  }

  /** Where lanes pull and push, by shard; none where the shards are not in this JVM. */
  public List<Endpoint> shards() {
    return placed instanceof RowThreads threads ? List.copyOf(threads.here()) : List.of();
  }

  /** The way for lanes of this JVM, as far as coordinator and shards are here. */
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
    return placed.shards().stream().mapToLong(PlacedRows::pushes).sum();
  }

  /** What each shard has done. */
  public List<RowShardStatistics> statistics() throws InterruptedException {
    return answersOf(PlacedRows::statistics);
  }

  /** What the coordinator knows of the lanes. */
  public List<LaneReport> lanes() throws InterruptedException {
    return coordinator.report();
  }

  /**
   * All shards at one moment that a run can go on from, to be read while the run goes on. Whoever
   * gets them closes each.
   */
  public List<RowShardImage> images() throws InterruptedException {
    boolean barrier = settings.training().strategy().gathering().wholeClock();
    if (!barrier) {
      return answersOf(PlacedRows::image);
    }
    try {
      answersOf(shard -> shard.hold(true));
      return answersOf(PlacedRows::image);
    } finally {
      answersOf(shard -> shard.hold(false));
    }
  }

  /** Ends the threads; what still waits is refused, and the run leaves the registry. */
  @Override
  public void close() {
    Registry.remove(settings.runId(), connector());
    coordinator.end();
    placed.close();
    coordinator.awaitEnd();
  }

  private Reply.Placed where(int shard) {
    return placed.where(shard);
  }

  private Ending.Slowest slowest() throws InterruptedException {
    long[] clocks = statistics().get(0).laneClocks();
    int slowest = 0;
    for (int lane = 1; lane < clocks.length; lane++) {
      slowest = clocks[lane] < clocks[slowest] ? lane : slowest;
    }
    return new Ending.Slowest(slowest, clocks[slowest], lanes().get(slowest).worker());
  }

  private <T> List<T> answersOf(Function<PlacedRows, CompletableFuture<T>> question)
      throws InterruptedException {
    return answers.of(placed.shards(), question, Answers.USUAL_S);
  }

  /** What shards tell the server, and their place. */
  private final class Listener implements PlaceListener {
    @Override
    public void onFinished(int shard) {
      ending.onFinished(shard);
    }

    @Override
    public void onBroken(int shard, String message) {
      ending.onBroken(shard, message);
    }

    @Override
    public void onLost(String message) {
      ending.broken(new ShardLostException(message));
    }
  }
}
