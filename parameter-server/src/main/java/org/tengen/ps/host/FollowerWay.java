package org.tengen.ps.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.replica.Entry;
import org.tengen.ps.replica.Follower;

/**
 * The primary's way to its successor: entries are gathered and leave as the answer to the
 * successor's next {@link LogMessage.More}, so that no more is on its way than it has asked for.
 * Thread-safe: entries come on the shard's thread, the successor asks on its connection's.
 */
final class FollowerWay implements Follower {
  private static final int BATCH_BYTES = 2 << 20;

  private final List<EntryBytes.Out> batch = new ArrayList<>();
  private int bytes;
  private @Nullable ReplyHandler asked;
  private @Nullable Runnable again;
  private @Nullable String over;

  @Override
  public synchronized boolean ready(Runnable whenAsked) {
    if (over == null && asked != null && bytes < BATCH_BYTES) {
      return true;
    }
    again = whenAsked;
    return false;
  }

  @Override
  public synchronized void forward(Entry entry) {
    EntryBytes.Out out = EntryBytes.Out.of(entry);
    batch.add(out);
    bytes += out.bytes();
  }

  @Override
  public void flush() {
    ReplyHandler to;
    byte[] content;
    synchronized (this) {
      to = asked;
      if (to == null || batch.isEmpty()) {
        return;
      }
      content = EntryBytes.of(batch);
      batch.clear();
      bytes = 0;
      asked = null;
    }
    to.onReply(new Reply.Report(content));
  }

  @Override
  public void over(String why) {
    ReplyHandler to;
    synchronized (this) {
      over = why;
      to = asked;
      asked = null;
      batch.clear();
    }
    if (to != null) {
      to.onReply(closed(why));
    }
  }

  /** The successor takes the next entries. */
  void more(ReplyHandler handler) {
    ReplyHandler before = handler;
    Runnable forwards = null;
    String why;
    synchronized (this) {
      why = over;
      if (why == null) {
        before = asked;
        asked = handler;
        forwards = again;
        again = null;
      }
    }
    if (before != null) {
      before.onReply(closed(why == null ? "asked for again" : why));
    }
    if (forwards != null) {
      forwards.run();
    }
  }

  /**
   * The successor goes back to an earlier entry: {@code next} answers what it has asked here, and
   * nothing leaves here any more.
   */
  void giveWayTo(FollowerWay next) {
    ReplyHandler waiting;
    synchronized (this) {
      waiting = asked;
      asked = null;
      batch.clear();
      bytes = 0;
    }
    if (waiting != null) {
      next.more(waiting);
    }
  }

  private static Reply closed(String why) {
    return new Reply.Refused(Reply.Refused.Reason.CLOSED, why);
  }
}
