package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private final Ending ending = new Ending(2);
  private final Answers answers = new Answers(ending);

  private static CompletableFuture<String> failed(Throwable why) {
    return CompletableFuture.failedFuture(why);
  }

  @Test
  void areInTheOrderOfTheShards() throws InterruptedException {
    assertThat(answers.of(List.of(7, 8), CompletableFuture::completedFuture, 30))
        .containsExactly(7, 8);
  }

  @Test
  void whoDoesNotAnswerIsNamed() {
    CompletableFuture<String> never = new CompletableFuture<>();
    List<CompletableFuture<String>> asked =
        List.of(CompletableFuture.completedFuture("here"), never);
    assertThatThrownBy(() -> answers.of(asked, each -> each, 0))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("shard 1 did not answer within 0 s");
    assertThatThrownBy(() -> answers.of("somebody", failed(new IllegalStateException("no")), 30))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("somebody gave no answer: java.lang.IllegalStateException: no");
  }

  @Test
  void whyTheRunBrokeIsSaidInPlaceOfAnAnswerThatDoesNotCome() {
    RunFailedException gone = new ShardLostException("host 3 is gone");
    assertThatThrownBy(() -> answers.of("shard 1", failed(gone), 30)).isSameAs(gone);
    ending.onBroken(1, "shard 1 broke");
    assertThatThrownBy(() -> answers.of("shard 0", new CompletableFuture<String>(), 0))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("shard 1 broke");
  }
}
