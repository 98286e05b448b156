package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServedRuns;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpServer;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** The pulse of a host that this test plays: it renews at once, and obeys when it is told to. */
@Timeout(120)
class HostPulseTest {
  private static final Duration DEADLINE = Duration.ofSeconds(40);
  private static final RunKey KEY =
      HostKeys.owner(Secret.of("sixteen bytes or more".getBytes(StandardCharsets.UTF_8)));

  private final AtomicInteger renewals = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile boolean obeys;

  /** The shard whose replica refuses its orders, while the others obey; -1: none does either. */
  private volatile int refuses = -1;

  private void order(Request request, ReplyHandler handler) {
    try {
      HostOrder order = OrderBytes.read(((Request.Order) request).content());
      if (order instanceof HostOrder.Renew) {
        renewals.incrementAndGet();
        handler.onReply(renewed());
      } else if (order instanceof HostOrder.Obey obey) {
        told.incrementAndGet();
        if (obeys) {
          handler.onReply(renewed());
        } else if (obey.shard() == refuses) {
          handler.onReply(new Reply.Refused(Reply.Refused.Reason.INVALID, "refused"));
        } else if (refuses >= 0) {
          handler.onReply(renewed());
        }
      }
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
  }

  private static Reply renewed() {
    ReplicaStatus status = new ReplicaStatus(Role.PRIMARY, 1, true, 0, 0, 0, 0, 0, 0);
    return new Reply.Report(new Renewed(Map.of(0, status)).toBytes());
  }

  private final class Seeing implements HostPulse.Sequel {
    @Override
    public void missed(long sinceNs) {
      seen.add("missed");
    }

    @Override
    public void broken(String message) {
      seen.add(message);
    }

    @Override
    public void heard(Renewed renewed) {}

    @Override
    public void obeyed(Successions.Told order) {
      seen.add("obeyed " + order.order().what());
    }

    @Override
    public void out() {
      seen.add("out");
    }
  }

  /** Begins a pulse of host 0 of some, which holds shard 0 and follows the one before it. */
  private void pulsing(Deal deal, Successions successions, Pulsing what) throws Exception {
    ServedRuns served = ServedRuns.one(KEY, Map.of(HostKeys.ORDERS, this::order));
    try (TcpServer server = TcpServer.start(Listen.onLoopback(), served, TcpSettings.defaults());
        TcpClient client = new TcpClient(KEY, "the test", TcpSettings.defaults())) {
      HostPulse pulse =
          new HostPulse("run", 0, server.address(), client, successions, deal, new Seeing());
      pulse.start();
      await().atMost(DEADLINE).until(() -> renewals.get() > 1);
      what.go();
      pulse.close(20_000);
    }
  }

  /** What a test does while a pulse goes on. */
  private interface Pulsing {
    void go() throws Exception;
  }

  @Test
  void goesOnWithLeasesWhileAReplicaInALongTurnDoesNotObey() throws Exception {
    Deal deal = new Deal(1, 2, 2);
    Successions successions = new Successions(deal, HostPulse.LEASE.toNanos());
    pulsing(
        deal,
        successions,
        () -> {
          successions.dead(1, "host 1 is lost");
          await().atMost(DEADLINE).until(() -> told.get() > 5);
          assertThat(renewals.get()).isGreaterThan(5);
          assertThat(seen).isEmpty();
          obeys = true;
          await().atMost(DEADLINE).until(() -> !seen.isEmpty());
        });
    assertThat(seen).containsExactly("obeyed Alone[epoch=2]");
  }

  @Test
  void remembersWhoHasObeyedThoughAnotherOfTheSameBeatRefuses() throws Exception {
    Deal deal = new Deal(2, 2, 2);
    Successions successions = new Successions(deal, HostPulse.LEASE.toNanos());
    refuses = 1;
    pulsing(
        deal,
        successions,
        () -> {
          successions.dead(1, "host 1 is lost");
          await().atMost(DEADLINE).until(() -> !seen.isEmpty());
          await().atMost(DEADLINE).until(() -> told.get() > 5);
        });
    assertThat(seen).containsExactly("obeyed Alone[epoch=2]");
  }
}
