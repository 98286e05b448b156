package org.tengen.ps.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * What a run's shards and coordinator answer, waited for with a deadline. For any thread.
 *
 * @param ending knows why there may be no answer
 */
record Answers(Ending ending) {
  /** How long an answer takes at most that is not large. */
  static final long USUAL_S = 30;

  /** All shards' answers to one question, in their order. */
  <S, T> List<T> of(
      List<? extends S> shards, Function<? super S, CompletableFuture<T>> question, long seconds)
      throws InterruptedException {
    List<CompletableFuture<T>> asked = new ArrayList<>();
    shards.forEach(shard -> asked.add(question.apply(shard)));
    List<T> answers = new ArrayList<>();
    for (int shard = 0; shard < asked.size(); shard++) {
      answers.add(of("shard " + shard, asked.get(shard), seconds));
    }
    return answers;
  }

  /**
   * One answer.
   *
   * @throws RunFailedException if there is none; why, where a shard's host is gone or the run broke
   */
  <T> T of(String who, CompletableFuture<T> asked, long seconds) throws InterruptedException {
    try {
      return asked.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RunFailedException known) {
        throw known;
      }
      throw new RunFailedException(who + " gave no answer: " + e.getCause());
    } catch (TimeoutException e) {
      ending.await(0);
      throw new RunFailedException(who + " did not answer within " + seconds + " s");
    }
  }
}
