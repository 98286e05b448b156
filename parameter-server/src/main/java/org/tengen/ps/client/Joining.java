package org.tengen.ps.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;

/**
 * Asks the coordinator for a lane's lease, which is given once every lane has joined. Asks again
 * while the coordinator cannot be reached, until the time to connect is up.
 */
final class Joining implements Pending {
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private final CoordinatorLink link;
  private final Request.Join join;
  private final long deadlineNs;
  private long connectNs;
  private long tryNs;
  private @Nullable Call call;

  /**
   * Why the last try came to nothing; the next poll, which knows the time, sees whether to go on.
   */
  private @Nullable String failure;

  private boolean over;

  Joining(CoordinatorLink link, Request.Join join, long deadlineNs, long nowNs) {
    this.link = link;
    this.join = join;
    this.deadlineNs = deadlineNs;
    this.connectNs = nowNs + link.connectNs();
    this.tryNs = nowNs;
  }

  @Override
  public boolean poll(long nowNs) throws InterruptedException {
    if (over) {
      return true;
    }
    if (failure != null) {
      again(failure, nowNs);
    }
    if (call == null && (nowNs - tryNs < 0 || !opened())) {
      return false;
    }
    if (call == null || !call.poll(nowNs)) {
      return false;
    }
    Reply reply = call.reply();
    call = null;
    if (reply instanceof Reply.Joined joined) {
      link.joined(joined.incarnation());
      over = true;
    } else {
      failure = Refusals.lostOrThrow(join.lane(), reply);
      connectNs = nowNs + link.connectNs();
    }
    return over;
  }

  @Override
  public long wakeNs() {
    return call == null ? tryNs : call.wakeNs();
  }

  @Override
  public void abandon(long nowNs) {
    over = true;
  }

  private boolean opened() throws InterruptedException {
    try {
      call = Call.send(link.open(), join, link.bell(), deadlineNs);
      return true;
    } catch (WrongSecretException e) {
      throw new LaneException(Reason.INVALID, "lane " + join.lane() + ": " + e.getMessage());
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      return false;
    }
  }

  private void again(String why, long nowNs) {
    if (nowNs - deadlineNs > 0 || nowNs - connectNs > 0) {
      throw new LaneException(
          Reason.LOST, "lane " + join.lane() + ": coordinator not reached: " + why);
    }
    failure = null;
    tryNs = nowNs + PAUSE_NS;
  }
}
