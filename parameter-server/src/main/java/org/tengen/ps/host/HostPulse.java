package org.tengen.ps.host;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.WrongSecretException;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnection;
import org.tengen.ps.wire.BadFrameException;

/**
 * Gives one host's replicas their leases, tells them what is decided about them, and notices when
 * the host does not answer, on a thread and a connection of its own: nothing large is in their way.
 */
final class HostPulse {
  /** How long a replica may serve after it was heard. */
  static final Duration LEASE = Duration.ofSeconds(2);

  private static final long BEAT_MS = 100;

  /** This process stood still: what hosts have said meanwhile is not heard yet. */
  private static final long PAUSED_NS = TimeUnit.SECONDS.toNanos(1);

  private static final long LEAST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(500);

  /** What a beat waits for replicas to obey, of a lease's two seconds. */
  private static final long ORDERS_NS = TimeUnit.MILLISECONDS.toNanos(300);

  /** A beat that takes longer has stood still, and its process with it. */
  private static final long LONGEST_BEAT_NS = TimeUnit.SECONDS.toNanos(6);

  /** A host that has a shard alone may be silent for longer: nobody can take over from it. */
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  private final String run;
  private final int host;
  private final ServerAddress address;
  private final TcpClient client;
  private final Successions successions;
  private final Deal deal;
  private final Sequel sequel;
  private final Repeating beats;

  // ---- the pulse's thread only ----
  private @Nullable TcpConnection connection;
  private long heardNs;
  private long endedNs;
  private long number;
  private long answered;

  /** What follows from what a pulse has seen. Called on its thread. */
  interface Sequel {
    /** The host is missed; told more than once, and before anything is decided. */
    void missed(long sinceNs);

    /** The pulse has ended by a fault of its own; one line says which. */
    void broken(String message);

    /** The host has said what its replicas are. */
    void heard(Renewed renewed);

    /** The host has obeyed. */
    void obeyed(Successions.Told told);

    /** The host is out of the run; told more than once. */
    void out();
  }

  /**
   * @param client has the hosts' key; outlives this
   */
  HostPulse(
      String run,
      int host,
      ServerAddress address,
      TcpClient client,
      Successions successions,
      Deal deal,
      Sequel sequel) {
    this.run = run;
    this.host = host;
    this.address = address;
    this.client = client;
    this.successions = successions;
    this.deal = deal;
    this.sequel = sequel;
    this.beats =
        new Repeating(
            "tengen-pulse-" + address,
            this::turn,
            fault -> sequel.broken("the pulse of the server at " + address + " ended: " + fault),
            this::hangUp);
  }

  void start() {
    heardNs = System.nanoTime();
    endedNs = heardNs;
    beats.start();
  }

  /** Ends soon. */
  void close(long millis) throws InterruptedException {
    beats.close(millis);
  }

  private boolean turn() throws InterruptedException {
    boolean more = beat();
    if (number > 1) {
      Thread.sleep(BEAT_MS);
    }
    return more;
  }

  /** Whether the host may ever be heard again. */
  private boolean beat() throws InterruptedException {
    long beganNs = System.nanoTime();
    if (beganNs - endedNs > PAUSED_NS) {
      heardNs = beganNs;
    }
    try {
      if (successions.out(host)) {
        sequel.out();
        farewell();
        return false;
      }
      renew();
      tell(
          successions.orders(host, System.nanoTime()),
          told -> {
            successions.obeyed(told);
            sequel.obeyed(told);
          });
      fence();
      return true;
    } catch (GoneException e) {
      sequel.missed(beganNs);
      successions.dead(host, lost(e));
      sequel.out();
      return false;
    } catch (IOException e) {
      hangUp();
      if (System.nanoTime() - beganNs > LONGEST_BEAT_NS) {
        heardNs = System.nanoTime();
      }
      silent(lost(e));
      return true;
    } finally {
      endedNs = System.nanoTime();
    }
  }

  private void renew() throws IOException, InterruptedException {
    long nowNs = System.nanoTime();
    number++;
    byte[] content =
        ask(
            new HostOrder.Renew(
                run, number, answered, LEASE.toNanos(), successions.grants(host, nowNs)));
    try {
      Renewed renewed = Renewed.read(content);
      successions.answered(host, renewed);
      sequel.heard(renewed);
    } catch (BadFrameException e) {
      throw new IOException("an answer that is none: " + e.getMessage(), e);
    }
    answered = number;
    heardNs = System.nanoTime();
  }

  /** A host that was taken for dead lives: it is told that it is out, and forgets the run. */
  private void farewell() throws IOException, InterruptedException {
    fence();
    ask(new HostOrder.End(run));
  }

  private void fence() throws IOException, InterruptedException {
    tell(successions.fences(host, deal), successions::fenced);
  }

  /**
   * Tells replicas what is decided, all at once. One in a long turn does not obey soon: it is told
   * again with the next beat, and the host's leases do not wait for it.
   *
   * @param obeyed given each that has obeyed, whatever becomes of the others
   */
  private void tell(List<Successions.Told> all, Consumer<Successions.Told> obeyed)
      throws IOException, InterruptedException {
    if (all.isEmpty()) {
      return;
    }
    TcpConnection way = open(ORDERS_NS);
    List<CompletableFuture<Reply>> answers = new ArrayList<>();
    for (Successions.Told told : all) {
      answers.add(send(way, new HostOrder.Obey(run, told.shard(), told.order().what())));
    }
    long untilNs = System.nanoTime() + ORDERS_NS;
    IOException failure = null;
    for (int at = 0; at < answers.size(); at++) {
      try {
        content(answers.get(at), untilNs - System.nanoTime());
        obeyed.accept(all.get(at));
      } catch (NoAnswerException notYet) {
        // with the next beat
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void silent(String why) {
    long silentNs = System.nanoTime() - heardNs;
    if (silentNs > LEASE.toNanos() + LEASE.toNanos() / 100) {
      sequel.missed(heardNs);
      successions.silent(host, why);
    }
    if (silentNs > PATIENCE_NS) {
      successions.dead(host, why);
      sequel.out();
    }
  }

  private String lost(Exception e) {
    return HostLink.lost(
        address, HostedShards.what(deal.held(host)), String.valueOf(e.getMessage()));
  }

  /** Asks, and waits no longer than until the host counts as silent. */
  private byte[] ask(HostOrder order) throws IOException, InterruptedException {
    long leftNs = LEASE.toNanos() + LEASE.toNanos() / 100 - (System.nanoTime() - heardNs);
    return ask(order, Math.max(LEAST_WAIT_NS, leftNs));
  }

  private byte[] ask(HostOrder order, long waitNs) throws IOException, InterruptedException {
    return content(send(open(waitNs), order), waitNs);
  }

  private static CompletableFuture<Reply> send(TcpConnection way, HostOrder order) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Request request = new Request.Order(OrderBytes.of(order));
    way.endpoint(HostKeys.ORDERS).submit(request, answer::complete);
    return answer;
  }

  private static byte[] content(CompletableFuture<Reply> answer, long waitNs)
      throws IOException, InterruptedException {
    Reply reply = await(answer, waitNs);
    if (reply instanceof Reply.Report report) {
      return report.content();
    }
    String why = reply instanceof Reply.Refused refused ? refused.message() : "answered " + reply;
    if (reply instanceof Reply.Refused refused && refused.reason() == Reason.CLOSED) {
      throw new GoneException(why);
    }
    throw new IOException(why);
  }

  private static Reply await(CompletableFuture<Reply> answer, long waitNs)
      throws IOException, InterruptedException {
    try {
      return answer.get(waitNs, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswerException(waitNs, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer that failed", e);
    }
  }

  private TcpConnection open(long waitNs) throws IOException, InterruptedException {
    TcpConnection open = connection;
    if (open != null && open.isOpen()) {
      return open;
    }
    hangUp();
    try {
      open = client.connect(address, Duration.ofNanos(waitNs));
    } catch (IOException e) {
      if (TcpClient.refused(e) || e instanceof WrongSecretException) {
        throw new GoneException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
    connection = open;
    return open;
  }

  private void hangUp() {
    TcpConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }

  /** The host is there, but has not answered yet. */
  private static final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(long waitNs, TimeoutException cause) {
      super("no answer within " + TimeUnit.NANOSECONDS.toMillis(waitNs) + " ms", cause);
    }
  }

  /** None of ours listens at the address any more, or the run is not there any more. */
  private static final class GoneException extends IOException {
    private static final long serialVersionUID = 1L;

    GoneException(String message) {
      super(message);
    }
  }
}
