package org.tengen.ps.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.tengen.ps.client.Connector;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.training.Training;

/**
 * A run's coordinator, with a thread in this JVM, and its shards, here too unless a {@link
 * Placement} has them elsewhere. Lanes of the same JVM find it by {@link Registry#find}; a
 * transport serves {@link #coordinator} and {@link #shards} to others.
 *
 * <p>Any thread may call it. The order of a run: start, let lanes train, {@link #awaitFinished},
 * let the lanes leave, read weights and statistics, close.
 */
public final class ParameterServer implements AutoCloseable {
  private static final long END_MS = 5000;
  private static final long LOOK_MS = 200;

  private final ServerSettings settings;
  private final Ending ending;
  private final Answers answers;
  private final ImageDesk images;
  private final CoordinatorThread coordinator;
  private final Placed<PlacedShard> placed;
  private final Queue<String> moves = new ConcurrentLinkedQueue<>();

  private ParameterServer(
      ServerSettings settings, RunImage from, ImageListener listener, Placement placement)
      throws InterruptedException {
    this.settings = settings;
    Training training = settings.training();
    this.ending = new Ending(training.layout().shards());
    this.images = new ImageDesk(settings.runId(), training.layout(), listener, ending);
    this.answers = new Answers(ending);
    this.coordinator =
        new CoordinatorThread(
            settings.runId(),
            training.course(),
            settings.together(),
            settings.deadlines(),
            this::where,
            ending);
    this.placed = placement.place(settings, from.shards(), new Listener());
  }

  /**
   * Starts a server.
   *
   * @param from the initial table, or the image of a checkpoint to go on from
   * @param listener receives the images that settings ask for
   */
  public static ParameterServer start(
      ServerSettings settings, RunImage from, ImageListener listener) {
    try {
      return start(settings, from, listener, Placement.here());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted at the start of run " + settings.runId());
    }
  }

  /**
   * Starts a server whose shards live where {@code placement} puts them.
   *
   * @throws RunFailedException if they cannot be there; one line says what and where
   */
  public static ParameterServer start(
      ServerSettings settings, RunImage from, ImageListener listener, Placement placement)
      throws InterruptedException {
    requireFits(settings.training(), from);
    ParameterServer server = new ParameterServer(settings, from, listener, placement);
    boolean started = false;
    try {
      Registry.add(settings.runId(), server.connector());
      server.images.start();
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
    return placed instanceof ShardThreads here ? here.served() : List.of();
  }

  /** The way for lanes of this JVM, as far as coordinator and shards are here. */
  public Connector connector() {
    return new LocalConnector(
        coordinator(), placed instanceof ShardThreads here ? here.calls() : List.of());
  }

  /**
   * Waits until the whole budget is applied on every shard and the listener has had its images.
   *
   * @param withoutProgress the longest time in which no push at all is applied
   * @throws RunFailedException when the run is broken, or that time is up: names the slowest lane
   */
  public void awaitFinished(Duration withoutProgress) throws InterruptedException {
    ending.awaitFinished(withoutProgress, this::pushes, this::slowest);
    images.dropIncomplete();
    long doneNs = System.nanoTime();
    while (!images.idle()) {
      ending.await(0);
      if (System.nanoTime() - doneNs > withoutProgress.toNanos()) {
        throw new RunFailedException(
            "the last images were not received within " + withoutProgress.toSeconds() + " s");
      }
      Thread.sleep(LOOK_MS / 10);
    }
  }

  /** What has become of shards since this was asked last, a line for each that has moved. */
  public List<String> takeMoves() {
    List<String> taken = new ArrayList<>();
    for (String line = moves.poll(); line != null; line = moves.poll()) {
      taken.add(line);
    }
    return taken;
  }

  /** The pushes applied so far, summed over shards; cheap. */
  public long pushes() {
    return placed.shards().stream().mapToLong(PlacedShard::pushes).sum();
  }

  /** What the run has done so far. */
  public Statistics statistics() throws InterruptedException {
    List<ShardStatistics> shards = answersOf(PlacedShard::statistics, Answers.USUAL_S);
    return Statistics.of(shards, coordinator.report(), images.skipped());
  }

  /** Asks a lane's worker, with its next progress, to give the lane back for another. */
  public void vacate(int lane) {
    coordinator.coordinator().vacate(lane);
  }

  /** The weights as they are now; the final ones after {@link #awaitFinished}. */
  public float[] weights() throws InterruptedException {
    return image(ImageKind.EVALUATION).weights();
  }

  /** The table as it is now, each shard at its own moment. */
  public RunImage image(ImageKind kind) throws InterruptedException {
    List<ShardImage> taken =
        answersOf(shard -> shard.image(kind), Answers.USUAL_S * (1 + slices()));
    return new RunImage(kind, settings.training().layout(), taken);
  }

  /**
   * Lets no lane begin another iteration and takes an image that a run can go on from. After that
   * this server is good for nothing but {@link #close}.
   */
  public RunImage stop() throws InterruptedException {
    answersOf(shard -> shard.hold(true), Answers.USUAL_S);
    return image(ImageKind.CHECKPOINT);
  }

  private Reply.Placed where(int shard) {
    return placed.where(shard);
  }

  /** Ends the threads; what still waits is refused, and the run leaves the registry. */
  @Override
  public void close() {
    Registry.remove(settings.runId(), connector());
    coordinator.end();
    placed.close();
    try {
      images.close(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    coordinator.awaitEnd();
  }

  private static void requireFits(Training training, RunImage from) {
    if (!from.layout().equals(training.layout())) {
      throw new IllegalArgumentException(
          "image of " + from.layout() + ": expected " + training.layout());
    }
    int lanes = from.shards().get(0).laneSamples().length;
    if (lanes != training.lanes()) {
      throw new IllegalArgumentException(
          "image of " + lanes + " workers: expected " + training.lanes());
    }
  }

  private Ending.Slowest slowest() throws InterruptedException {
    LaneStatistics slowest =
        statistics().lanes().stream()
            .min(Comparator.comparingLong(LaneStatistics::clock))
            .orElseThrow();
    return new Ending.Slowest(slowest.lane(), slowest.clock(), slowest.worker());
  }

  /** The most slices that a shard has; from elsewhere each comes within its own deadline. */
  private int slices() {
    int shards = settings.training().layout().shards();
    return (settings.training().layout().slices() + shards - 1) / shards;
  }

  private <T> List<T> answersOf(Function<PlacedShard, CompletableFuture<T>> question, long seconds)
      throws InterruptedException {
    return answers.of(placed.shards(), question, seconds);
  }

  /** What shards tell the server. */
  private final class Listener implements Placement.Listener {
    @Override
    public boolean wantsImage(ImageKind kind, long index) {
      return images.wants(kind, index);
    }

    @Override
    public void onImage(long index, ShardImage image) {
      images.add(index, image);
    }

    @Override
    public void onPassed(ImageKind kind, long index) {
      images.pass(kind, index);
    }

    @Override
    public void onPromoted(int shard) {
      images.moved(shard);
    }

    @Override
    public void onMoved(int shard, String line) {
      moves.add(line);
    }

    @Override
    public void onLost(String message) {
      ending.broken(new ShardLostException(message));
    }

    @Override
    public void onFinished(int shard) {
      ending.onFinished(shard);
    }

    @Override
    public void onBroken(int shard, String message) {
      ending.onBroken(shard, message);
    }
  }
}
