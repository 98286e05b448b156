package org.tengen.ps.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tengen.ps.client.Connector;
import org.tengen.ps.lane.Coordinator;
import org.tengen.ps.lane.CoordinatorSettings;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.rows.RowShard;
import org.tengen.ps.rows.RowShardListener;
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
  private static final long ANSWER_S = 30;
  private static final long END_MS = 5000;
  private static final long LOOK_MS = 200;

  private final RowServerSettings settings;
  private final Ending ending;
  private final Coordinator coordinator;
  private final List<RowShard> shards = new ArrayList<>();
  private final List<DutyThread> threads = new ArrayList<>();

  private RowServer(RowServerSettings settings, List<RowShardState> from) {
    this.settings = settings;
    RowTraining training = settings.training();
    this.ending = new Ending(training.tables().shards());
    Bell bell = new Bell();
    this.coordinator =
        new Coordinator(
            new CoordinatorSettings(
                training.lanes(),
                training.lanes(),
                training.strategy().gathering().reproducible(),
                settings.deadlines().rendezvous().toNanos()),
            bell);
    threads.add(
        new DutyThread("tengen-coordinator-" + settings.runId(), new CoordinatorDuty(), bell));
    long[] granted = RowShardState.granted(from);
    from.forEach(state -> add(state, granted));
  }

  private void add(RowShardState state, long[] granted) {
    Bell bell = new Bell();
    RowShardSettings shardSettings =
        new RowShardSettings(
            granted, settings.deadlines().parked().toNanos(), settings.listBytes());
    RowShard shard = new RowShard(state, shardSettings, new Listener(), bell);
    shards.add(shard);
    if (shard.pushes() == settings.training().pushes()) {
      ending.finished(state.shard());
    }
    String name = "tengen-rows-" + state.shard() + "-" + settings.runId();
    threads.add(new DutyThread(name, new ShardDuty(shard), bell));
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
    server.threads.forEach(DutyThread::start);
    return server;
  }

  /** Where lanes join. */
  public Endpoint coordinator() {
    return coordinator;
  }

  /** Where lanes pull and push, by shard. */
  public List<Endpoint> shards() {
    return List.copyOf(shards);
  }

  /** The way for lanes of this JVM. */
  public Connector connector() {
    return new LocalConnector(coordinator, shards());
  }

  /**
   * Waits until the whole budget is applied on every shard.
   *
   * @param withoutProgress the longest time in which no push at all is applied
   * @throws RunFailedException when the run is broken, or that time is up: names the slowest lane
   */
  public void awaitFinished(Duration withoutProgress) throws InterruptedException {
    long pushes = -1;
    long changedNs = System.nanoTime();
    while (!ending.await(LOOK_MS)) {
      long now = pushes();
      if (now != pushes) {
        pushes = now;
        changedNs = System.nanoTime();
      } else if (System.nanoTime() - changedNs > withoutProgress.toNanos()) {
        throw new RunFailedException(stuck(withoutProgress));
      }
    }
  }

  /** The pushes applied so far, summed over shards; cheap. */
  public long pushes() {
    return shards.stream().mapToLong(RowShard::pushes).sum();
  }

  /** What each shard has done. */
  public List<RowShardStatistics> statistics() throws InterruptedException {
    return answersOf(RowShard::statistics);
  }

  /** What the coordinator knows of the lanes. */
  public List<LaneReport> lanes() throws InterruptedException {
    return answer("the coordinator", coordinator.report());
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
    threads.forEach(DutyThread::end);
    try {
      for (DutyThread thread : threads) {
        thread.join(END_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String stuck(Duration withoutProgress) throws InterruptedException {
    long[] clocks = statistics().get(0).laneClocks();
    int slowest = 0;
    for (int lane = 1; lane < clocks.length; lane++) {
      slowest = clocks[lane] < clocks[slowest] ? lane : slowest;
    }
    String worker = lanes().get(slowest).worker();
    return "no push was applied for %d s; the slowest is lane %d at clock %d, %s"
        .formatted(
            withoutProgress.toSeconds(),
            slowest,
            clocks[slowest],
            worker.isEmpty() ? "which nobody has joined" : "held by " + worker);
  }

  private <T> List<T> answersOf(Function<RowShard, CompletableFuture<T>> question)
      throws InterruptedException {
    List<CompletableFuture<T>> asked = shards.stream().map(question).toList();
    List<T> answers = new ArrayList<>();
    for (int shard = 0; shard < asked.size(); shard++) {
      answers.add(answer("shard " + shard + " of rows", asked.get(shard)));
    }
    return answers;
  }

  private static <T> T answer(String who, CompletableFuture<T> asked) throws InterruptedException {
    try {
      return asked.get(ANSWER_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new RunFailedException(who + " gave no answer: " + e.getCause());
    } catch (TimeoutException e) {
      throw new RunFailedException(who + " did not answer within " + ANSWER_S + " s");
    }
  }

  /** What shards tell the server. */
  private final class Listener implements RowShardListener {
    @Override
    public void onFinished(int shard) {
      ending.finished(shard);
    }

    @Override
    public void onBroken(int shard, String message) {
      ending.broken(message);
    }
  }

  /** A shard as its thread sees it. */
  private record ShardDuty(RowShard shard) implements DutyThread.Duty {
    @Override
    public int doWork(long nowNs) {
      return shard.doWork(nowNs);
    }

    @Override
    public void broke(Throwable cause) {
      shard.breakRun("a shard of rows broke: " + cause);
    }

    @Override
    public void end() {
      shard.close("the run has ended");
    }
  }

  /** The coordinator as its thread sees it. */
  private final class CoordinatorDuty implements DutyThread.Duty {
    @Override
    public int doWork(long nowNs) {
      return coordinator.doWork(nowNs);
    }

    @Override
    public void broke(Throwable cause) {
      ending.broken("the coordinator broke: " + cause);
    }

    @Override
    public void end() {
      coordinator.close("the run has ended");
    }
  }
}
