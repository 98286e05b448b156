package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.serving.Served;

@Timeout(60)
class DutyThreadTest {
  private final Bell bell = new Bell();
  private final Counting duty = new Counting();
  private final DutyThread thread =
      new DutyThread("counting", duty, bell, TimeUnit.HOURS.toNanos(1));

  /** Does what is in its mail, a few a turn; one writer at a time, or the count is wrong. */
  private static final class Counting implements DutyThread.Duty {
    private final Queue<Runnable> mail = new ConcurrentLinkedQueue<>();
    private int done;
    private volatile boolean ended;
    private volatile boolean longMail;

    @Override
    public int doWork(long nowNs) {
      int turn = 0;
      for (Runnable next = mail.poll(); next != null; next = turn < 3 ? mail.poll() : null) {
        next.run();
        done++;
        turn++;
      }
      return turn;
    }

    @Override
    public int help(long nowNs) {
      return longMail && !mail.isEmpty() ? Served.LEFT : doWork(nowNs);
    }

    @Override
    public void broke(Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    thread.end();
    thread.join(20_000);
    assertThat(duty.ended).isTrue();
    assertThat(thread.doing(() -> {})).isFalse();
  }

  @Test
  void aCallerDoesTheWorkItselfWhenNobodyIsAtIt() {
    assertThat(thread.doing(() -> {})).as("before the start").isFalse();
    thread.start();
    Thread[] who = new Thread[1];
    boolean did = false;
    while (!did) {
      did = thread.doing(() -> duty.mail.add(() -> who[0] = Thread.currentThread()));
    }
    assertThat(who[0]).isSameAs(Thread.currentThread());
  }

  /** Which sleeps, as nothing else has rung. */
  @Test
  void whatACallerLeavesIsDoneByTheThread() {
    duty.longMail = true;
    thread.start();
    AtomicReference<String> who = new AtomicReference<>("nobody");
    CountDownLatch done = new CountDownLatch(1);
    Runnable post =
        () ->
            duty.mail.add(
                () -> {
                  who.set(Thread.currentThread().getName());
                  done.countDown();
                });
    await().atMost(20, TimeUnit.SECONDS).until(DutyThreadTest::sleeps);
    assertThat(thread.doing(post)).isTrue();
    assertThat(awaited(done)).isTrue();
    assertThat(who).hasValue("counting");
  }

  private static boolean sleeps() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("counting"))
        .allMatch(each -> each.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void whoFindsSomebodyAtItLeavesTheWorkToHim() throws InterruptedException {
    thread.start();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    duty.mail.add(
        () -> {
          inside.countDown();
          assertThat(awaited(goOn)).isTrue();
        });
    bell.run();
    assertThat(awaited(inside)).isTrue();
    assertThat(thread.doing(() -> {})).isFalse();
    CountDownLatch later = new CountDownLatch(1);
    duty.mail.add(later::countDown);
    bell.run();
    goOn.countDown();
    assertThat(awaited(later)).isTrue();
  }

  @Test
  void losesNothingAndHasOneWriterAtATimeAmongManyCallers() throws InterruptedException {
    thread.start();
    int callers = 4;
    int each = 20_000;
    CountDownLatch all = new CountDownLatch(callers * each);
    for (int caller = 0; caller < callers; caller++) {
      Thread calling =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  Runnable post = () -> duty.mail.add(all::countDown);
                  if (!thread.doing(post)) {
                    post.run();
                    bell.run();
                  }
                }
              });
      calling.setDaemon(true);
      calling.start();
    }
    assertThat(awaited(all)).isTrue();
    thread.end();
    thread.join(20_000);
    assertThat(duty.done).isEqualTo(callers * each);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(40, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
