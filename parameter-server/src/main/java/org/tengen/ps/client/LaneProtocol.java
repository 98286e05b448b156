package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.codec.Encoder;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.table.Layout;

/**
 * A lane's side of the protocol: what it asks, what it repeats and when it gives up. It has neither
 * threads nor a clock of its own: each thing that is begun is {@link Pending}, one at a time, until
 * whoever drives the lane has polled it to its end.
 */
public final class LaneProtocol extends LaneLease {
  private final ClientSettings settings;
  private final Held held;
  private final Encoder encoder;
  private final TrafficCount traffic;

  /**
   * A lane that has not joined.
   *
   * @param bell rung when there is something to poll for, on any thread
   */
  public LaneProtocol(int lane, Connector connector, ClientSettings settings, Runnable bell) {
    super(lane, connector, settings, bell);
    this.settings = settings;
    this.held = new Held(settings);
    this.encoder = Encoder.of(settings.coding(), settings.layout());
    this.traffic = new TrafficCount(settings);
  }

  /** Begins a pull; see {@link LaneSession#pull}. */
  public Pull pull(long atClock, FloatBuffer into, long nowNs) throws InterruptedException {
    requireWhole(into);
    check();
    clock(atClock);
    return new Pull(into, nowNs);
  }

  /** Begins a push; see {@link LaneSession#push}. */
  public Push push(long atClock, FloatBuffer gradient, int samples, long nowNs)
      throws InterruptedException {
    requireWhole(gradient);
    check();
    return new Push(ask(pushes(atClock, gradient, samples), nowNs));
  }

  /** See {@link LaneSession#traffic}. */
  public Traffic traffic() {
    return traffic.sum();
  }

  private Asking ask(List<Attempt> attempts, long nowNs) {
    return new Asking(links(), settings, attempts, nowNs);
  }

  private List<Attempt> pulls(FloatBuffer into) {
    Attempt.Destination destination = new Attempt.Slices(held, into);
    List<Attempt> attempts = new ArrayList<>();
    for (int shard = 0; shard < settings.layout().shards(); shard++) {
      Request pull = new Request.Pull(lane(), incarnation(), clock(), links().epoch(shard));
      attempts.add(new Attempt(shard, pull, destination, links().move()));
    }
    return attempts;
  }

  private List<Attempt> pushes(long atClock, FloatBuffer gradient, int samples) {
    Layout layout = settings.layout();
    List<Payload> payloads = encoder.encode(gradient, samples, atClock);
    traffic.pushed(payloads);
    List<Attempt> attempts = new ArrayList<>();
    for (int slice = 0; slice < layout.slices(); slice++) {
      Payload payload = payloads.get(slice);
      int shard = layout.shardOf(slice);
      long epoch = links().epoch(shard);
      Request push =
          new Request.Push(
              lane(), incarnation(), atClock, slice, held.version(slice), samples, epoch, payload);
      attempts.add(new Attempt(shard, push, null, links().move()));
    }
    return attempts;
  }

  private void requireWhole(FloatBuffer buffer) {
    if (buffer.limit() < settings.layout().length()) {
      throw new IllegalArgumentException(
          "buffer of " + buffer.limit() + " floats: expected " + settings.layout().length());
    }
  }

  /** A server that sends a lane on to where it is would be asked for ever. */
  private void goOnAt(long later) {
    if (later <= clock()) {
      throw new LaneException(
          Reason.INVALID,
          "lane %d: left behind at clock %d and sent on to clock %d: expected a later one"
              .formatted(lane(), clock(), later));
    }
    clock(later);
  }

  /** A pull of the whole table, for a later clock if the others have left the lane behind. */
  public final class Pull implements Pending {
    private final FloatBuffer into;
    private Asking asking;
    private boolean counted;

    private Pull(FloatBuffer into, long nowNs) {
      this.into = into;
      this.asking = ask(pulls(into), nowNs);
    }

    /** Whether there is nothing left for the lane; after the end. */
    public boolean spent() {
      return asking.end() instanceof Reply.BudgetSpent;
    }

    /** How long it was parked, at the shard where that was longest; after the end. */
    public long parkedNs() {
      return asking.end() instanceof Reply.Pulled pulled ? pulled.parkedNs() : 0;
    }

    @Override
    public boolean poll(long nowNs) throws InterruptedException {
      while (asking.poll(nowNs)) {
        if (!(asking.end() instanceof Reply.Behind behind)) {
          if (!counted && !spent()) {
            traffic.pulled(held.bytes());
          }
          counted = true;
          return true;
        }
        goOnAt(behind.clock());
        asking = ask(pulls(into), nowNs);
      }
      return false;
    }

    @Override
    public long wakeNs() {
      return asking.wakeNs();
    }

    @Override
    public void abandon(long nowNs) {
      asking.abandon(nowNs);
    }
  }

  /** A push of the whole table; over when every slice has acknowledged it. */
  public static final class Push implements Pending {
    private final Asking asking;

    private Push(Asking asking) {
      this.asking = asking;
    }

    /** How long its acknowledgement was held back, where that was longest; after the end. */
    public long parkedNs() {
      return asking.end() instanceof Reply.Acknowledged ack ? ack.parkedNs() : 0;
    }

    @Override
    public boolean poll(long nowNs) throws InterruptedException {
      return asking.poll(nowNs);
    }

    @Override
    public long wakeNs() {
      return asking.wakeNs();
    }

    @Override
    public void abandon(long nowNs) {
      asking.abandon(nowNs);
    }
  }
}
