package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RepeatingTest {
  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Repeating of(Repeating.Turn turn) {
    return new Repeating(
        "test",
        turn,
        fault -> happened.add("fault " + fault.getMessage()),
        () -> {
          happened.add("end");
          ended.countDown();
        });
  }

  private void awaitEnd() throws InterruptedException {
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesTurnsUntilOneSaysThatItIsEnough() throws InterruptedException {
    of(() -> {
          happened.add("turn");
          return happened.size() < 3;
        })
        .start();
    awaitEnd();
    assertThat(happened).containsExactly("turn", "turn", "turn", "end");
  }

  @Test
  void tellsOfAFaultOfAnyKindAndEnds() throws InterruptedException {
    of(() -> {
          throw new IllegalStateException("an error is told, too");
        })
        .start();
    awaitEnd();
    assertThat(happened).containsExactly("fault an error is told, too", "end");
  }

  @Test
  void endsWithoutAWordWhenItIsClosed() throws InterruptedException {
    CountDownLatch began = new CountDownLatch(1);
    Repeating waiting =
        of(
            () -> {
              began.countDown();
              new CountDownLatch(1).await();
              return true;
            });
    waiting.start();
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
    waiting.close(20_000);
    awaitEnd();
    assertThat(happened).containsExactly("end");
  }
}
