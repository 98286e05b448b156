package org.tengen.ps.inbox;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.tengen.ps.protocol.Reply;

/**
 * Mail that asks a single writer for a value, computed on its thread.
 *
 * @param <T> the value
 */
public record Question<T>(Supplier<T> question, CompletableFuture<T> answer) implements Mail {
  @Override
  public void deliver(long nowNs) {
    try {
      answer.complete(question.get());
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      throw e;
    }
  }

  @Override
  public void refuse(Reply.Refused why) {
    answer.completeExceptionally(new IllegalStateException(why.message()));
  }
}
