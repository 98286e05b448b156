package org.tengen.ps.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardCopy;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Asked;
import org.tengen.ps.serving.PartSource;
import org.tengen.ps.serving.ServedShard;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Training;

/**
 * Some slices of the table, and the only code that touches them.
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}.
 *
 * <ul>
 *   <li>A push is taken at most once for each (lane, clock, slice); a repeat is acknowledged.
 *   <li>A lane pushes only what its lease has pulled for.
 * </ul>
 */
public final class Shard extends ServedShard<Lane, Request.Pull> {
  private final int index;
  private final Range indices;
  private final boolean leavesOut;
  private final ShardListener listener;
  private final Tally tally;

  // ---- shard thread only ----
  private final List<Slice> slices = new ArrayList<>();
  private final Gatherer gatherer;
  private final Pushes pushes;
  private final PulledSlices source;
  private final ShardParts parts;

  /**
   * A shard that goes on from its image.
   *
   * @param bell rung when there is mail, on any thread
   */
  public Shard(ShardSettings settings, ShardListener listener, Runnable bell) {
    super(settings.serving(), settings.lanes(), listener, bell);
    Training training = settings.training();
    this.index = settings.shard();
    this.indices = training.layout().slicesOf(index);
    this.leavesOut = training.strategy().gathering().leavesOut();
    this.listener = listener;
    for (SliceImage image : settings.image().slices()) {
      slices.add(new Slice(training, image));
    }
    this.tally = new Tally(lanes().all(), settings, new Sequel());
    this.gatherer = Gatherer.of(training, slices, tally);
    this.pushes = new Pushes(settings, slices, lanes(), gatherer);
    this.source = new PulledSlices(slices, lanes(), gatherer, settings.replicated());
    this.parts = new ShardParts(lanes(), slices, gatherer, grants(), tally, parked());
    parts.load(settings.rest());
  }

  /** What the shard has done, soon. */
  public CompletableFuture<ShardStatistics> statistics() {
    return ask(this::statisticsNow);
  }

  /** The shard as it is when it comes to it; safe to go on from, see {@link #hold}. */
  public CompletableFuture<ShardImage> image(ImageKind kind) {
    return ask(() -> imageNow(kind, true));
  }

  /** Admits no pull from now on, see {@link #hold(boolean)}. */
  public CompletableFuture<Boolean> hold() {
    return hold(true);
  }

  /** Pushes applied on every slice so far; any thread. */
  @Override
  public long pushes() {
    return tally.pushes();
  }

  // ---- shard thread only ----

  /** All of the shard: one that starts from it does what this one would, but for being held. */
  public ShardCopy copy() {
    return new ShardCopy(imageNow(ImageKind.CHECKPOINT, true), parts.save());
  }

  @Override
  protected boolean take(Request request, ReplyHandler handler, long nowNs) {
    if (request instanceof Request.Push push) {
      handler.onReply(onPush(push));
    } else if (request instanceof Request.Pull pull) {
      onPull(pull, handler, nowNs);
    } else {
      return false;
    }
    return true;
  }

  /** A push after which an image is due. */
  @Override
  protected boolean takesLong(Request request) {
    return request instanceof Request.Push push && tally.due(pushes.settling(push));
  }

  private void onPull(Request.Pull pull, ReplyHandler handler, long nowNs) {
    long clock = lanes().get(pull.lane()).clock();
    boolean ahead = pull.clock() > clock && !leavesOut;
    if (pull.clock() < 0 || ahead) {
      handler.onReply(
          invalid(
              "lane %d pulls for clock %d: expected at most %d, which it has not pushed for"
                  .formatted(pull.lane(), pull.clock(), clock)));
      return;
    }
    pull(new Asked<>(pull.lane(), pull.clock(), pull, handler, nowNs), nowNs);
  }

  @Override
  protected @Nullable Reply tooLate(Request.Pull pull) {
    return passed(pull) ? new Reply.Behind(lanes().get(pull.lane()).clock()) : null;
  }

  @Override
  protected void admit(Request.Pull pull) {
    source.admit(pull);
  }

  @Override
  protected PartSource<Request.Pull> source() {
    return source;
  }

  /**
   * Whether the lane shall go on at a later clock: the weights of this one are gone, or its push
   * would be left out. A lease's first pull is served while it can be, since another shard may wait
   * for a push that the lease before has begun.
   */
  private boolean passed(Request.Pull pull) {
    Lane lane = lanes().get(pull.lane());
    long before = lane.pulled();
    if (before >= 0 && pull.clock() > before && pull.clock() <= lane.lastSkipped) {
      return true;
    }
    for (int at = 0; at < slices.size(); at++) {
      if (gatherer.clocksDone(at) > pull.clock() + 1) {
        return true;
      }
    }
    return false;
  }

  private Reply onPush(Request.Push push) {
    int at = push.slice() - indices.from();
    if (at < 0 || at >= slices.size()) {
      return invalid("slice " + push.slice() + ": shard " + index + " has those of " + indices);
    }
    Reply.Refused refusal = pushes.onPush(at, push);
    return refusal == null ? new Reply.Acknowledged(0) : refusal;
  }

  /** What the tally sets off. */
  private final class Sequel implements Tally.Sequel {
    @Override
    public void passed(ImageKind kind, long imageIndex) {
      if (listener.wantsImage(kind, imageIndex)) {
        listener.onImage(imageIndex, imageNow(kind, false));
      }
    }

    @Override
    public void finished() {
      listener.onFinished(index);
    }
  }

  private ShardImage imageNow(ImageKind kind, boolean withPrevious) {
    List<SliceImage> images = new ArrayList<>();
    for (Slice slice : slices) {
      images.add(slice.image(kind, withPrevious));
    }
    return new ShardImage(index, kind, lanes().samples(), images);
  }

  private ShardStatistics statisticsNow() {
    return new ShardStatistics(
        index,
        tally.samples(),
        slices.get(0).version(),
        lanes().clocks(),
        lanes().samples(),
        lanes().figures(lane -> lane.skipped),
        parked().count(),
        pushes.staleness().copy(),
        pushes.spread().copy());
  }
}
