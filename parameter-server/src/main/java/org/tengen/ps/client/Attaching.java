package org.tengen.ps.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;

/**
 * Opens and attaches a lane's ways to some shards, one after the other. Where shards have copies
 * the coordinator is asked first which one serves. What fails is tried again, a little later each
 * time, until the time to connect is up.
 */
final class Attaching implements Pending {
  private static final long FIRST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

  /** Of tries at shards with copies: one of them serves soon. */
  private static final long LONGEST_PAUSE_OF_COPIES_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ShardLinks links;
  private final Deque<Integer> shards;
  private long clock = Long.MAX_VALUE;
  private long deadlineNs;
  private long tryNs;
  private long pauseNs;
  private @Nullable Call call;

  /** Where the coordinator says that the shard is; null before it is asked. */
  private Reply.@Nullable Placed where;

  /**
   * Why the last try came to nothing; the next poll, which knows the time, sees whether to go on.
   */
  private @Nullable String failure;

  Attaching(ShardLinks links, Collection<Integer> shards, long nowNs) {
    this.links = links;
    this.shards = new ArrayDeque<>(shards);
    begin(nowNs);
  }

  /** The lowest clock that any of the shards knows of the lane. */
  long clock() {
    return clock;
  }

  @Override
  public boolean poll(long nowNs) throws InterruptedException {
    while (!shards.isEmpty()) {
      if (failure != null) {
        again(failure, nowNs);
      }
      if (call == null && (nowNs - tryNs < 0 || !opened(nowNs))) {
        return false;
      }
      if (call == null || !call.poll(nowNs)) {
        return false;
      }
      Reply reply = call.reply();
      call = null;
      answered(reply, nowNs);
    }
    return true;
  }

  private void answered(@Nullable Reply reply, long nowNs) {
    if (reply instanceof Reply.Attached attached) {
      clock = Math.min(clock, attached.clock());
      links.attached(shards.remove(), attached.epoch());
      begin(nowNs);
    } else if (reply instanceof Reply.Placed placed) {
      where = placed;
    } else {
      boolean ofShard = !asksWhere();
      failure = Refusals.lostOrThrow(links.lane(), reply, ofShard && links.move());
      if (!ofShard) {
        links.coordinator().unanswered();
      }
    }
  }

  /** Whether the next thing is to ask the coordinator. */
  private boolean asksWhere() {
    return links.move() && where == null;
  }

  @Override
  public long wakeNs() {
    return call == null ? tryNs : call.wakeNs();
  }

  @Override
  public void abandon(long nowNs) {
    shards.clear();
  }

  private void begin(long nowNs) {
    deadlineNs = nowNs + links.connectNs();
    tryNs = nowNs;
    pauseNs = FIRST_PAUSE_NS;
    where = null;
  }

  private boolean opened(long nowNs) throws InterruptedException {
    try {
      int shard = shards.element();
      long untilNs = Math.min(deadlineNs, nowNs + links.patienceNs());
      call =
          asksWhere()
              ? links.coordinator().where(shard, untilNs)
              : links.attach(shard, where, untilNs);
      return true;
    } catch (WrongSecretException e) {
      if (!links.move() || asksWhere()) {
        throw new LaneException(Reason.INVALID, "lane " + links.lane() + ": " + e.getMessage());
      }
      failure = String.valueOf(e.getMessage()); // where a copy was, another's server may be now
      return false;
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      return false;
    }
  }

  private void again(String why, long nowNs) {
    if (nowNs + pauseNs - deadlineNs > 0) {
      throw new LaneException(
          Reason.LOST,
          "lane %d: shard %d not reached within %d s: %s"
              .formatted(
                  links.lane(),
                  shards.element(),
                  TimeUnit.NANOSECONDS.toSeconds(links.connectNs()),
                  why));
    }
    failure = null;
    where = null;
    tryNs = nowNs + pauseNs;
    long longest = links.move() ? LONGEST_PAUSE_OF_COPIES_NS : LONGEST_PAUSE_NS;
    pauseNs = Math.min(2 * pauseNs, longest);
  }
}
