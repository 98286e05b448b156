package org.tengen.ps.client;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;

/**
 * Some requests to shards, in flight together, until all are answered.
 *
 * <pre>
 * ANSWERS    all answered, none lost                        -> OVER
 *            all answered, some lost with their ways        -> REOPENING
 *            told to stop early, or the deadline            -> SETTLING
 * REOPENING  ways are open: what was lost goes out again    -> ANSWERS
 * SETTLING   all answered, or waited long enough            -> OVER
 * </pre>
 *
 * What is lost is repeated with the same bytes. When it is over nothing reads or writes the
 * caller's buffer any more.
 */
final class Asking implements Pending {
  private enum Phase {
    ANSWERS,
    REOPENING,
    SETTLING,
    OVER
  }

  private final ShardLinks links;
  private final ClientSettings settings;
  private final long deadlineNs;
  private Phase phase = Phase.ANSWERS;
  private List<Attempt> open;
  private Exchange exchange;
  private long settledNs;
  private boolean abandoned;
  private Reply end = new Reply.Done();
  private @Nullable Attaching reopening;

  /** Sends all. */
  Asking(ShardLinks links, ClientSettings settings, List<Attempt> attempts, long nowNs) {
    this.links = links;
    this.settings = settings;
    this.deadlineNs = nowNs + settings.reply().toNanos();
    this.open = attempts;
    this.exchange = send(attempts);
  }

  /**
   * Of all answers the one that was parked longest, or that the budget is spent, or that the lane
   * is behind.
   */
  Reply end() {
    return end;
  }

  @Override
  public boolean poll(long nowNs) throws InterruptedException {
    if (phase == Phase.ANSWERS && !exchange.complete()) {
      if (exchange.cut() == null && nowNs - deadlineNs < 0) {
        return false;
      }
      giveUp(nowNs);
    }
    if (phase == Phase.SETTLING) {
      return settled(nowNs);
    }
    if (phase == Phase.ANSWERS) {
      allAnswered(nowNs);
    }
    if (phase == Phase.REOPENING && reopening != null && reopening.poll(nowNs)) {
      open = open.stream().map(each -> each.again(links.epoch(each.shard()))).toList();
      phase = Phase.ANSWERS;
      exchange = send(open);
    }
    return phase == Phase.OVER;
  }

  @Override
  public long wakeNs() {
    if (phase == Phase.REOPENING && reopening != null) {
      return reopening.wakeNs();
    }
    return phase == Phase.SETTLING ? settledNs : deadlineNs;
  }

  @Override
  public void abandon(long nowNs) {
    abandoned = true;
    if (phase == Phase.ANSWERS && !exchange.complete()) {
      giveUp(nowNs);
    } else if (phase != Phase.SETTLING) {
      phase = Phase.OVER;
    }
  }

  private Exchange send(List<Attempt> attempts) {
    Exchange sent = new Exchange(attempts.size(), links.bell());
    attempts.forEach(attempt -> attempt.send(sent, links.to(attempt.shard())));
    return sent;
  }

  private void allAnswered(long nowNs) {
    Reply cut = exchange.cut();
    if (cut != null) {
      endWith(cut);
      return;
    }
    for (Attempt attempt : open) {
      end = longer(end, attempt.reply());
    }
    List<Attempt> lost = open.stream().filter(Attempt::lost).toList();
    if (lost.isEmpty()) {
      phase = Phase.OVER;
      return;
    }
    if (nowNs - deadlineNs > 0) {
      throw late();
    }
    open = lost;
    phase = Phase.REOPENING;
    reopening = links.reopen(lost.stream().map(Attempt::shard).distinct().toList(), nowNs);
  }

  /** Takes parked pulls back; what was sent may still be answered for a while. */
  private void giveUp(long nowNs) {
    for (Attempt attempt : open) {
      Request detach = attempt.reply() == null ? attempt.takenBack() : null;
      if (detach != null) {
        links.to(attempt.shard()).submit(detach, reply -> {});
      }
    }
    phase = Phase.SETTLING;
    settledNs = nowNs + links.connectNs();
  }

  /**
   * Sees that nothing reads or writes the caller's buffer any more. What is not answered in time
   * loses its connection, so that no push of it is still on its way.
   */
  private boolean settled(long nowNs) {
    if (!exchange.complete() && nowNs - settledNs < 0) {
      return false;
    }
    open.forEach(Attempt::abandon);
    open.stream()
        .filter(attempt -> attempt.reply() == null)
        .mapToInt(Attempt::shard)
        .distinct()
        .forEach(links::close);
    phase = Phase.OVER;
    Reply cut = exchange.cut();
    if (abandoned) {
      return true;
    }
    if (cut == null) {
      throw late();
    }
    endWith(cut);
    return true;
  }

  private void endWith(Reply cut) {
    phase = Phase.OVER;
    if (!(cut instanceof Reply.BudgetSpent) && !(cut instanceof Reply.Behind)) {
      throw Refusals.thrown(links.lane(), cut);
    }
    end = cut;
  }

  private LaneException late() {
    phase = Phase.OVER;
    String silent =
        open.stream()
            .filter(attempt -> !(attempt.reply() instanceof Reply.Pulled))
            .filter(attempt -> !(attempt.reply() instanceof Reply.Acknowledged))
            .filter(attempt -> !(attempt.reply() instanceof Reply.Done))
            .map(attempt -> String.valueOf(attempt.shard()))
            .distinct()
            .collect(Collectors.joining(", "));
    String lost =
        open.stream()
            .filter(Attempt::lost)
            .map(attempt -> ": " + Refusals.lostOrThrow(links.lane(), attempt.reply(), true))
            .findFirst()
            .orElse("");
    return new LaneException(
        Reason.DEADLINE,
        "lane %d: shard %s did not answer within %d s%s"
            .formatted(links.lane(), silent, settings.reply().toSeconds(), lost));
  }

  private static Reply longer(Reply longest, @Nullable Reply reply) {
    return reply != null && parkedNs(reply) >= parkedNs(longest) ? reply : longest;
  }

  private static long parkedNs(Reply reply) {
    if (reply instanceof Reply.Pulled pulled) {
      return pulled.parkedNs();
    }
    return reply instanceof Reply.Acknowledged acknowledged ? acknowledged.parkedNs() : 0;
  }
}
