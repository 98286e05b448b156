package org.tengen.ps.inbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * A bounded queue of many producers and one consumer. Mail that finds it full is refused on the
 * producer's thread; so is all mail after {@link #close}, which leaves nothing unanswered.
 */
public final class Inbox {
  private final int capacity;
  private final MpscArrayQueue<Mail> queue;
  private final Runnable bell;
  private final AtomicInteger refusers = new AtomicInteger();
  private volatile Reply.@Nullable Refused closed;

  /**
   * An empty inbox.
   *
   * @param capacity at least as many as honest producers can have outstanding
   * @param bell rung after each mail, on the producer's thread
   */
  public Inbox(int capacity, Runnable bell) {
    this.capacity = capacity;
    this.queue = new MpscArrayQueue<>(Math.max(2, capacity));
    this.bell = bell;
  }

  /** Adds mail; any thread. */
  public void post(Mail mail) {
    if (!queue.offer(mail)) {
      mail.refuse(
          new Reply.Refused(
              Reply.Refused.Reason.INVALID,
              "inbox full: expected at most " + capacity + " requests outstanding"));
      return;
    }
    Reply.Refused why = closed;
    if (why == null) {
      bell.run();
    } else {
      refuseAll(why);
    }
  }

  /** Adds a request, which {@code answerer} answers on the owner's thread; any thread. */
  public void ask(
      Request request, ReplyHandler handler, BiConsumer<Request, ReplyHandler> answerer) {
    post(
        new Mail() {
          @Override
          public void deliver(long nowNs) {
            answerer.accept(request, handler);
          }

          @Override
          public void refuse(Reply.Refused why) {
            handler.onReply(why);
          }
        });
  }

  // ---- owner's thread only ----

  /** Delivers up to {@code limit} mails; returns how many. */
  public int drain(long nowNs, int limit) {
    int done = 0;
    while (done < limit) {
      Mail mail = queue.poll();
      if (mail == null) {
        break;
      }
      mail.deliver(nowNs);
      done++;
    }
    return done;
  }

  /** The same, but stops before mail that is not {@linkplain Mail#brief brief}. */
  public int drainBrief(long nowNs, int limit) {
    int done = 0;
    while (done < limit) {
      Mail mail = queue.peek();
      if (mail == null || !mail.brief()) {
        break;
      }
      queue.poll();
      mail.deliver(nowNs);
      done++;
    }
    return done;
  }

  /** Whether no mail waits. */
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Refuses what is waiting and all that comes later. The owner does not drain again. */
  public void close(Reply.Refused why) {
    closed = why;
    refuseAll(why);
  }

  /** The queue has one consumer: of the threads that come here at once, the first works for all. */
  private void refuseAll(Reply.Refused why) {
    if (refusers.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      for (Mail mail = queue.poll(); mail != null; mail = queue.poll()) {
        mail.refuse(why);
      }
      seen = refusers.addAndGet(-seen);
    } while (seen != 0);
  }
}
