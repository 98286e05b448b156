package org.tengen.ps.host;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.wire.BadFrameException;

/**
 * Where a host takes orders. It has one run at a time: a second owner is told who keeps it waiting.
 * A run whose owner is silent for too long is dropped, so that the next can have the host.
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}.
 */
final class HostDesk implements Endpoint {
  private static final int MAILS = 4096;
  private static final int MAILS_A_TURN = 64;

  /** A desk has a turn many times a second. */
  private static final long PAUSED_NS = 1_000_000_000;

  private static final byte[] NOTHING = {};

  private final Inbox inbox;
  private final long silenceNs;
  private final Door door;
  private final Function<String, TcpClient> clients;
  private final Consumer<String> log;

  // ---- desk's thread only ----
  private @Nullable HostedRun current;
  private long heardNs;
  private long nowNs;

  /**
   * A desk without a run.
   *
   * @param silenceNs how long an owner may say nothing
   * @param door told whose shards serve from now on
   * @param clients makes what opens connections to the other hosts of a run
   * @param log takes lines about runs that come and go
   * @param bell rung when there is mail, on any thread
   */
  HostDesk(
      long silenceNs,
      Door door,
      Function<String, TcpClient> clients,
      Consumer<String> log,
      Runnable bell) {
    this.silenceNs = silenceNs;
    this.door = door;
    this.clients = clients;
    this.log = log;
    this.inbox = new Inbox(MAILS, bell);
  }

  /** Who may come in from now on. */
  interface Door {
    /**
     * A run's shards serve; none of a run with an empty name.
     *
     * @param shards where lanes pull and push
     * @param logs the shards that others may follow
     */
    void serve(
        String run, Map<Integer, Endpoint> shards, IntFunction<@Nullable ReplicatedShard> logs);
  }

  /** Takes an order of any thread; what is no order is refused. */
  @Override
  public void submit(Request request, ReplyHandler handler) {
    inbox.ask(request, handler, this::answer);
  }

  // ---- desk's thread only ----

  /** One turn of the duty cycle. Returns the work done; 0 tells the runner to idle. */
  int doWork(long now) {
    if (now - nowNs > PAUSED_NS) {
      heardNs += now - nowNs; // this process stood still, and what it was sent meanwhile waits
    }
    nowNs = now;
    HostedReplicas replicas = current == null ? null : current.replicas();
    int lapsed = replicas == null ? 0 : replicas.noticeLapse(now);
    return lapsed + inbox.drain(now, MAILS_A_TURN) + dropSilent();
  }

  /** The end: the run is dropped, and what comes later is refused. */
  void close(String why) {
    drop(why);
    inbox.close(new Reply.Refused(Reason.CLOSED, why));
  }

  private int dropSilent() {
    if (current == null || nowNs - heardNs < silenceNs) {
      return 0;
    }
    drop("its driver was not heard for " + silenceNs / 1_000_000_000 + " s");
    return 1;
  }

  private void drop(String why) {
    HostedRun run = current;
    if (run != null) {
      current = null;
      door.serve("", Map.of(), shard -> null);
      run.close();
      log.accept("dropped run " + run.id() + ": " + why);
    }
  }

  private void answer(Request request, ReplyHandler handler) {
    if (!(request instanceof Request.Order order)) {
      handler.onReply(invalid("a host takes no " + request.getClass().getSimpleName()));
      return;
    }
    try {
      answer(OrderBytes.read(order.content()), handler);
    } catch (BadFrameException | RuntimeException e) {
      handler.onReply(invalid(String.valueOf(e.getMessage())));
    }
  }

  private void answer(HostOrder order, ReplyHandler handler) {
    if (order instanceof HostOrder.Begin begin) {
      report(handler, begin(begin).toBytes());
      return;
    }
    HostedRun run = current;
    if (run == null || !run.id().equals(order.run())) {
      handler.onReply(
          new Reply.Refused(Reason.CLOSED, "run " + order.run() + " is not here any more"));
      return;
    }
    heardNs = nowNs;
    if (order instanceof HostOrder.Look look) {
      report(handler, run.news(look.seen()).toBytes());
    } else if (order instanceof HostOrder.Fetch fetch) {
      report(handler, run.fetch(fetch));
    } else if (order instanceof HostOrder.Count count) {
      whenDone(run.count(count), handler, counted -> counted);
    } else if (order instanceof HostOrder.Hold hold) {
      whenDone(run.hold(hold), handler, held -> NOTHING);
    } else if (order instanceof HostOrder.Take take) {
      whenDone(run.take(take), handler, ticket -> ticket);
    } else if (order instanceof HostOrder.Renew || order instanceof HostOrder.Obey) {
      askReplicas(run, order, handler);
    } else {
      change(run, order);
      report(handler, NOTHING);
    }
  }

  /** Orders that are done when they are answered. */
  private void change(HostedRun run, HostOrder order) {
    if (order instanceof HostOrder.Piece piece) {
      run.add(piece);
    } else if (order instanceof HostOrder.Start) {
      Map<Integer, Endpoint> shards = run.start();
      HostedReplicas replicas = run.replicas();
      door.serve(run.id(), shards, replicas == null ? shard -> null : replicas.logs());
      log.accept("serving shards " + run.shardNumbers() + " of run " + run.id());
    } else if (order instanceof HostOrder.Release release) {
      run.release(release);
    } else if (order instanceof HostOrder.End) {
      drop("it has ended");
    }
  }

  private Begun begin(HostOrder.Begin begin) {
    HostedRun run = current;
    if (run != null && !run.id().equals(begin.run())) {
      return new Begun(
          "it serves run %s, whose driver was heard %d s ago"
              .formatted(run.id(), (nowNs - heardNs) / 1_000_000_000));
    }
    drop("its driver began it again");
    current = new HostedRun(begin, () -> clients.apply(begin.run()), log);
    heardNs = nowNs;
    door.serve(begin.run(), Map.of(), shard -> null);
    return new Begun("");
  }

  private void askReplicas(HostedRun run, HostOrder order, ReplyHandler handler) {
    HostedReplicas replicas = run.replicas();
    if (replicas == null) {
      throw new IllegalArgumentException("run " + run.id() + " has no copies of its shards");
    }
    if (order instanceof HostOrder.Renew renew) {
      whenDone(replicas.renew(renew, nowNs), handler, Renewed::toBytes);
    } else if (order instanceof HostOrder.Obey obey) {
      whenDone(replicas.obey(obey.shard(), obey.order()), handler, Renewed::toBytes);
    }
  }

  /** Reports on the shard's thread. */
  private static <T> void whenDone(
      CompletableFuture<T> answer, ReplyHandler handler, Encoding<T> encoding) {
    CompletableFuture<Void> unused =
        answer.handle(
            (value, failure) -> {
              if (failure == null) {
                report(handler, encoding.bytes(value));
              } else if (failure instanceof IllegalArgumentException
                  || failure.getCause() instanceof IllegalArgumentException) {
                handler.onReply(invalid(failure.toString()));
              } else {
                // who asks once more is told whether the run is still here
                handler.onReply(new Reply.Refused(Reason.LOST, failure.toString()));
              }
              return null;
            });
  }

  /** A shard's answer as bytes. */
  @FunctionalInterface
  private interface Encoding<T> {
    byte[] bytes(T value);
  }

  private static void report(ReplyHandler handler, byte[] content) {
    handler.onReply(new Reply.Report(content));
  }

  private static Reply.Refused invalid(String message) {
    return new Reply.Refused(Reason.INVALID, message);
  }
}
