package org.tengen.ps.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrivenLoopTest {
  private static final long LONG_NS = TimeUnit.SECONDS.toNanos(50);

  private final DrivenLoop loop = new DrivenLoop();

  @AfterEach
  void close() {
    loop.close();
  }

  private static Thread started(Runnable what) {
    Thread thread = new Thread(what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoBringsATaskDoesItWhereNobodyIsAtTheLoop() {
    Thread[] who = new Thread[1];
    boolean[] inside = new boolean[1];
    loop.execute(
        () -> {
          who[0] = Thread.currentThread();
          inside[0] = loop.inEventLoop();
        });
    assertThat(who[0]).isSameAs(Thread.currentThread());
    assertThat(inside[0]).isTrue();
    assertThat(loop.inEventLoop()).isFalse();
  }

  @Test
  void aLookInBetweenDoesNotTakeAWakingAway() {
    CountDownLatch slept = new CountDownLatch(1);
    loop.wake(Thread.currentThread());
    loop.look();
    started(
        () -> {
          loop.sleep(LONG_NS);
          slept.countDown();
        });
    assertThat(awaited(slept)).isTrue();
  }

  @Test
  void aTaskThatATaskBringsComesAfterIt() {
    StringBuilder said = new StringBuilder();
    loop.execute(
        () -> {
          loop.execute(() -> said.append(" second"));
          said.append("first");
        });
    assertThat(said).hasToString("first second");
  }

  @Test
  void whoBringsATaskToOneThatSleepsWakesHimForIt() throws InterruptedException {
    AtomicReference<Thread> who = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    Thread waiting =
        started(
            () -> {
              while (done.getCount() > 0) {
                if (!loop.look()) {
                  loop.sleep(LONG_NS);
                }
              }
            });
    loop.wake(waiting); // whether it sleeps by now or not
    loop.execute(
        () -> {
          who.set(Thread.currentThread());
          done.countDown();
        });
    assertThat(awaited(done)).isTrue();
    assertThat(who.get()).isIn(waiting, Thread.currentThread());
    loop.wake(waiting);
    waiting.join(20_000);
    assertThat(waiting.isAlive()).isFalse();
  }

  @Test
  void whoIsWokenBeforeHeSleepsDoesNotSleep() {
    loop.wake(Thread.currentThread());
    loop.sleep(LONG_NS);
    Thread.currentThread().interrupt();
    loop.sleep(LONG_NS);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatIsScheduledIsDoneByWhoLooksThenAndEndsASleep() {
    boolean[] done = new boolean[1];
    Future<?> unused = loop.schedule(() -> done[0] = true, 20, TimeUnit.MILLISECONDS);
    while (!done[0]) {
      loop.sleep(LONG_NS);
      loop.look();
    }
    assertThat(loop.look()).isFalse();
  }

  @Test
  void tasksOfManyAreDoneOnceEachAndOneAtATime() {
    int threads = 4;
    int each = 20_000;
    int[] count = new int[1];
    CountDownLatch all = new CountDownLatch(threads * each);
    for (int thread = 0; thread < threads; thread++) {
      started(
          () -> {
            for (int i = 0; i < each; i++) {
              loop.execute(
                  () -> {
                    count[0]++;
                    all.countDown();
                  });
            }
          });
    }
    // nobody looks: those who bring them do them all
    assertThat(awaited(all)).isTrue();
    int[] seen = new int[1];
    CountDownLatch looked = new CountDownLatch(1);
    loop.execute(
        () -> {
          seen[0] = count[0];
          looked.countDown();
        });
    assertThat(awaited(looked)).isTrue();
    assertThat(seen[0]).isEqualTo(threads * each);
  }

  @Test
  void aTaskThatThrowsHindersNoOther() {
    boolean[] done = new boolean[1];
    loop.execute(
        () -> {
          loop.execute(() -> done[0] = true);
          throw new IllegalArgumentException("thrown on purpose");
        });
    assertThat(done[0]).isTrue();
  }

  @Test
  void takesNoTaskAfterItsEnd() throws InterruptedException {
    loop.close();
    assertThat(loop.isShuttingDown()).isTrue();
    assertThat(loop.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    assertThat(loop.look()).isFalse();
    loop.sleep(LONG_NS);
  }
}
