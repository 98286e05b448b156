package org.tengen.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PatienceTest {
  private static final long DEADLINE_S = 60;

  private final AtomicLong now = new AtomicLong(5);
  private final Patience patience = new Patience("patience-test", 2, 10, now::get);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    patience.close();
  }

  /** Work that waits after {@code first}; says whether it was interrupted. */
  private CompletableFuture<Boolean> waiting(Runnable first) throws InterruptedException {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    patience.execute(
        () -> {
          first.run();
          begun.countDown();
          try {
            interrupted.complete(!never.await(DEADLINE_S, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            interrupted.complete(true);
          }
        });
    assertThat(begun.await(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
    return interrupted;
  }

  @Test
  void interruptsWorkAtItsDeadlineAndNotBefore() throws Exception {
    CompletableFuture<Boolean> work = waiting(() -> {});
    now.set(15);
    patience.look();
    assertThat(work).isNotDone();
    now.set(16);
    patience.look();
    assertThat(work.get(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesWorkAloneThatRests() throws Exception {
    CompletableFuture<Boolean> work = waiting(patience::rest);
    now.set(1_000);
    patience.look();
    never.countDown();
    assertThat(work.get(DEADLINE_S, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void workThatGoesOnHasItsTimeAnew() throws Exception {
    CompletableFuture<Boolean> work =
        waiting(
            () -> {
              now.set(12);
              patience.renew();
            });
    now.set(22);
    patience.look();
    assertThat(work).isNotDone();
    now.set(23);
    patience.look();
    assertThat(work.get(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
  }
}
