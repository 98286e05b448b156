package org.tengen.ps.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Served;

/**
 * Shards in this JVM, each with a thread. For any thread once all are added.
 *
 * @param <S> a shard
 */
public final class ServedThreads<S extends Served> implements AutoCloseable {
  private final List<S> shards = new ArrayList<>();
  private final List<DutyThread> threads = new ArrayList<>();

  /** Adds what {@code make} makes of its bell; it serves nobody before {@link #start}. */
  public S add(String threadName, Function<Bell, S> make) {
    Bell bell = new Bell();
    S shard = make.apply(bell);
    shards.add(shard);
    threads.add(new DutyThread(threadName, new Duty(shard), bell));
    return shard;
  }

  /** From now on they serve. */
  public void start() {
    threads.forEach(DutyThread::start);
  }

  /** In the order in which they were added. */
  public List<S> shards() {
    return List.copyOf(shards);
  }

  /** The same for callers of this JVM, who do a shard's work themselves if nobody is at it. */
  List<Endpoint> calls() {
    List<Endpoint> calls = new ArrayList<>();
    for (int at = 0; at < shards.size(); at++) {
      calls.add(new Called(shards.get(at), threads.get(at)));
    }
    return calls;
  }

  /** Ends the threads; what waits is refused. */
  @Override
  public void close() {
    threads.forEach(DutyThread::end);
    threads.forEach(DutyThread::awaitEnd);
  }

  /** A shard whose caller helps. */
  private record Called(Endpoint shard, DutyThread thread) implements Endpoint {
    @Override
    public void submit(Request request, ReplyHandler handler) {
      ReplyHandler way = request instanceof Request.Pull ? new Helping(handler, thread) : handler;
      if (!thread.doing(() -> shard.submit(request, way))) {
        shard.submit(request, way);
      }
    }
  }

  /** The way of a pull's slices; who finds that it takes more, helps with more. */
  private record Helping(ReplyHandler way, DutyThread thread) implements ReplyHandler {
    @Override
    public void onWeights(int slice, long version, Payload weights) {
      way.onWeights(slice, version, weights);
    }

    @Override
    public boolean ready(Runnable again) {
      return way.ready(
          () -> {
            if (!thread.doing(again)) {
              again.run();
            }
          });
    }

    @Override
    public void onReply(Reply reply) {
      way.onReply(reply);
    }
  }

  /** A shard as its thread sees it. */
  private record Duty(Served shard) implements DutyThread.Duty {
    @Override
    public int doWork(long nowNs) {
      return shard.doWork(nowNs);
    }

    @Override
    public int help(long nowNs) {
      return shard.help(nowNs);
    }

    @Override
    public void broke(Throwable cause) {
      shard.breakRun("a shard broke: " + cause);
    }

    @Override
    public void end() {
      shard.close("the run has ended");
    }
  }
}
