package org.tengen.ps.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;

class InboxTest {
  private static final Reply.Refused CLOSED = new Reply.Refused(Reason.CLOSED, "closed");

  private final List<String> log = new ArrayList<>();

  /** Mail that says what became of it. */
  private Mail mail(String name) {
    return new Mail() {
      @Override
      public void deliver(long nowNs) {
        log.add(name + " at " + nowNs);
      }

      @Override
      public void refuse(Reply.Refused why) {
        log.add(name + " " + why.reason());
      }
    };
  }

  @Test
  void deliversBriefMailUpToTheFirstThatIsNot() {
    Inbox inbox = new Inbox(8, () -> {});
    for (String name : List.of("a", "b", "long", "c")) {
      Mail mail = mail(name);
      inbox.post(
          new Mail() {
            @Override
            public void deliver(long nowNs) {
              mail.deliver(nowNs);
            }

            @Override
            public void refuse(Reply.Refused why) {
              mail.refuse(why);
            }

            @Override
            public boolean brief() {
              return !name.equals("long");
            }
          });
    }
    assertThat(inbox.drainBrief(1, 1)).isEqualTo(1);
    assertThat(inbox.drainBrief(2, 8)).isEqualTo(1);
    assertThat(inbox.drainBrief(3, 8)).isZero();
    assertThat(inbox.isEmpty()).isFalse();
    assertThat(inbox.drain(4, 8)).isEqualTo(2);
    assertThat(log).containsExactly("a at 1", "b at 2", "long at 4", "c at 4");
    assertThat(inbox.isEmpty()).isTrue();
  }

  @Test
  void deliversInOrderUpToTheLimit() {
    Inbox inbox = new Inbox(8, () -> log.add("ring"));
    inbox.post(mail("a"));
    inbox.post(mail("b"));
    inbox.post(mail("c"));
    assertThat(inbox.drain(7, 2)).isEqualTo(2);
    assertThat(inbox.drain(8, 2)).isEqualTo(1);
    assertThat(log).containsExactly("ring", "ring", "ring", "a at 7", "b at 7", "c at 8");
  }

  @Test
  void refusesWhatFindsItFull() {
    Inbox inbox = new Inbox(2, () -> {});
    inbox.post(mail("a"));
    inbox.post(mail("b"));
    inbox.post(mail("c"));
    assertThat(log).containsExactly("c INVALID");
  }

  @Test
  void refusesWhatWaitsAndWhatComesAfterTheClose() {
    Inbox inbox = new Inbox(8, () -> {});
    inbox.post(mail("a"));
    inbox.close(CLOSED);
    inbox.post(mail("b"));
    assertThat(log).containsExactly("a CLOSED", "b CLOSED");
  }

  @Test
  void leavesNothingUnansweredWhenProducersRaceWithTheClose() throws Exception {
    int producers = 4;
    int each = 2000;
    AtomicInteger answered = new AtomicInteger();
    Mail counting =
        new Mail() {
          @Override
          public void deliver(long nowNs) {
            answered.incrementAndGet();
          }

          @Override
          public void refuse(Reply.Refused why) {
            answered.incrementAndGet();
          }
        };
    Inbox inbox = new Inbox(1024, () -> {});
    ExecutorService threads = Executors.newFixedThreadPool(producers);
    CountDownLatch started = new CountDownLatch(producers);
    List<Future<?>> ends = new ArrayList<>();
    for (int producer = 0; producer < producers; producer++) {
      ends.add(
          threads.submit(
              () -> {
                started.countDown();
                for (int i = 0; i < each; i++) {
                  inbox.post(counting);
                }
              }));
    }
    started.await(10, TimeUnit.SECONDS);
    for (int turn = 0; turn < 20; turn++) {
      inbox.drain(0, 100);
    }
    inbox.close(CLOSED);
    for (Future<?> end : ends) {
      end.get(10, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertThat(answered).hasValue(producers * each);
  }

  @Test
  void answersAQuestionThatThrowsSoThatNobodyWaitsForIt() {
    Question<String> question =
        new Question<>(
            () -> {
              throw new IllegalStateException("broken");
            },
            new CompletableFuture<>());
    Inbox inbox = new Inbox(4, () -> {});
    inbox.post(question);

    assertThatThrownBy(() -> inbox.drain(0, 1)).hasMessage("broken");
    assertThat(question.answer()).isCompletedExceptionally();
  }
}
