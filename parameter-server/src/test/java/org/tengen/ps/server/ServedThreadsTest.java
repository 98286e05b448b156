package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Served;

@Timeout(60)
class ServedThreadsTest {
  /** Something that only its own thread does at once. */
  private static final class Slow implements Served {
    private final CompletableFuture<String> doneBy = new CompletableFuture<>();
    private final CountDownLatch helped = new CountDownLatch(1);
    private volatile boolean asked;

    @Override
    public void submit(Request request, ReplyHandler handler) {
      asked = true;
    }

    @Override
    public int doWork(long nowNs) {
      if (asked) {
        doneBy.complete(Thread.currentThread().getName());
      }
      return 0;
    }

    @Override
    public int help(long nowNs) {
      helped.countDown();
      return LEFT;
    }

    @Override
    public void breakRun(String message) {
      doneBy.complete(message);
    }

    @Override
    public void close(String message) {}
  }

  @Test
  void aCallerLeavesWhatTakesLongToTheShardsOwnThread() throws Exception {
    try (ServedThreads<Slow> threads = new ServedThreads<>()) {
      Slow shard = threads.add("slow-shard", bell -> new Slow());
      threads.start();
      Endpoint calls = threads.calls().get(0);
      while (shard.helped.getCount() > 0 && !shard.doneBy.isDone()) {
        calls.submit(new Request.Attach(0, 1), ServedThreadsTest::ignored);
      }
      assertThat(shard.doneBy.get(20, TimeUnit.SECONDS)).isEqualTo("slow-shard");
    }
  }

  private static void ignored(Reply reply) {}
}
