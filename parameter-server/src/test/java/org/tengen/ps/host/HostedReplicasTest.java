package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.ps.host.HostedTraining.INITIAL;
import static org.tengen.ps.host.HostedTraining.LANES;
import static org.tengen.ps.host.HostedTraining.settings;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.replica.Role;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;

/** A host that has the primary of one shard, whose thread is in a turn that does not end. */
@Timeout(60)
class HostedReplicasTest {
  private static final long LEASE = HostPulse.LEASE.toNanos();

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final HostedReplicas replicas = busy();

  private HostedReplicas busy() {
    ServerSettings settings = settings("busy", "asp", 20, ImageIntervals.none());
    HostedReplicas here =
        new HostedReplicas(
            settings,
            new long[LANES],
            new HostOrder.Copies(Map.of()),
            () -> {
              throw new IllegalStateException("a primary opens no connection");
            },
            line -> {});
    HostNews news = new HostNews();
    HostImages images = new HostImages(HostedTraining.LENGTH, news);
    here.start(INITIAL.shards().subList(0, 1), images::listener);
    ReplicatedShard shard = Objects.requireNonNull(here.byShard().get(0));
    CountDownLatch inside = new CountDownLatch(1);
    shard.submit(
        new Request.Attach(0, 1),
        reply -> {
          inside.countDown();
          await(goOn);
        });
    await(inside);
    return here;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(40, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    goOn.countDown();
    replicas.close();
  }

  private static HostOrder.Renew renew(long number) {
    return new HostOrder.Renew("busy", number, number - 1, LEASE, Map.of(0, 1L));
  }

  @Test
  void renewsAtOnceThoughAShardIsInALongTurn() {
    CompletableFuture<Renewed> renewed = replicas.renew(renew(1), System.nanoTime());
    assertThat(renewed).isDone();
    assertThat(renewed.join().replicas())
        .containsExactly(Map.entry(0, new ReplicaStatus(Role.PRIMARY, 1, false, 0, 0, 0, 0, 0, 0)));
  }

  @Test
  void aShardWhoseTurnDoesNotEndAnswersForItself() throws Exception {
    long muchLater = System.nanoTime() + TimeUnit.SECONDS.toNanos(41);
    CompletableFuture<Renewed> renewed = replicas.renew(renew(1), muchLater);
    assertThat(renewed).isNotDone();
    goOn.countDown();
    assertThat(renewed.get(40, TimeUnit.SECONDS).replicas()).containsKey(0);
  }
}
