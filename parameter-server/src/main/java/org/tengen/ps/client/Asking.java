package org.tengen.ps.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;

/**
 * Some requests to shards, in flight together, until all are answered.
 *
 * <pre>
 * ANSWERS   each shard has answered all                       -> OVER
 *           told to stop early, the deadline, or one shard
 *           cannot be asked again                             -> SETTLING
 * SETTLING  all answered, or waited long enough               -> OVER
 * </pre>
 *
 * A shard that has to be asked again ({@link ShardAsking}) is so at once: another may keep its
 * answer until this one's is there. When it is over nothing reads or writes the caller's buffer any
 * more.
 */
final class Asking implements Pending {
  private enum Phase {
    ANSWERS,
    SETTLING,
    OVER
  }

  private final ShardLinks links;
  private final ClientSettings settings;
  private final long deadlineNs;
  private final Collection<ShardAsking> shards;
  private final Exchange exchange;
  private Phase phase = Phase.ANSWERS;
  private boolean reopening;
  private long settledNs;
  private boolean abandoned;
  private @Nullable RuntimeException failure;
  private Reply end = new Reply.Done();

  /** Sends all. */
  Asking(ShardLinks links, ClientSettings settings, List<Attempt> attempts, long nowNs) {
    this.links = links;
    this.settings = settings;
    this.deadlineNs = nowNs + settings.reply().toNanos();
    Map<Integer, List<Attempt>> byShard =
        attempts.stream()
            .collect(
                Collectors.groupingBy(Attempt::shard, LinkedHashMap::new, Collectors.toList()));
    this.exchange = new Exchange(byShard.size(), links.bell());
    this.shards =
        byShard.entrySet().stream()
            .map(each -> new ShardAsking(links, exchange, each.getKey(), each.getValue()))
            .toList();
    shards.forEach(ShardAsking::send);
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
    if (phase == Phase.ANSWERS) {
      boolean quiet = exchange.quiet(); // before looking for what is to be repeated
      if (exchange.cut() != null) {
        giveUp(nowNs);
      } else {
        goOn(quiet, nowNs);
      }
    }
    if (phase == Phase.SETTLING) {
      settled(nowNs);
    }
    return phase == Phase.OVER;
  }

  @Override
  public long wakeNs() {
    if (phase == Phase.SETTLING) {
      return settledNs;
    }
    long wakeNs = deadlineNs;
    for (ShardAsking shard : shards) {
      wakeNs = shard.wakeNs(wakeNs);
    }
    return wakeNs;
  }

  @Override
  public void abandon(long nowNs) {
    abandoned = true;
    if (phase == Phase.ANSWERS) {
      giveUp(nowNs);
    }
  }

  /** Asks again what has to be, until all is answered or it is too late. */
  private void goOn(boolean quiet, long nowNs) throws InterruptedException {
    boolean repeats = false;
    if (exchange.takeUnfinished() || reopening) {
      try {
        repeats = repeat(nowNs);
      } catch (LaneException | SupersededException e) {
        failure = e;
      }
    }
    if (failure != null) {
      giveUp(nowNs);
    } else if (quiet && !repeats) {
      phase = Phase.OVER;
      shards.stream()
          .flatMap(ShardAsking::all)
          .forEach(attempt -> end = longer(end, attempt.reply()));
    } else if (nowNs - deadlineNs >= 0) {
      giveUp(nowNs);
    }
  }

  /**
   * Whether anything is asked again, or will be. It need not be: a shard whose answers became
   * complete while those before it were looked at was asked again then, and has rung the bell too.
   */
  private boolean repeat(long nowNs) throws InterruptedException {
    reopening = false;
    boolean asked = false;
    for (ShardAsking shard : shards) {
      asked |= shard.goOn(nowNs);
      reopening |= shard.reopening();
    }
    return asked || reopening;
  }

  private Stream<Attempt> open() {
    return shards.stream().flatMap(ShardAsking::open);
  }

  /** Takes parked pulls back; what was sent may still be answered for a while. */
  private void giveUp(long nowNs) {
    shards.forEach(shard -> shard.giveUp(nowNs));
    open()
        .filter(attempt -> attempt.reply() == null)
        .forEach(
            attempt -> {
              Request detach = attempt.takenBack();
              if (detach != null) {
                links.to(attempt.shard()).submit(detach, reply -> {});
              }
            });
    phase = Phase.SETTLING;
    settledNs = nowNs + links.connectNs();
  }

  /**
   * Sees that nothing reads or writes the caller's buffer any more. What is not answered in time
   * loses its connection, so that no push of it is still on its way.
   */
  private void settled(long nowNs) {
    if (!exchange.quiet() && nowNs - settledNs < 0) {
      return;
    }
    open().forEach(Attempt::abandon);
    open()
        .filter(attempt -> attempt.reply() == null)
        .mapToInt(Attempt::shard)
        .distinct()
        .forEach(links::close);
    phase = Phase.OVER;
    Reply cut = exchange.cut();
    if (abandoned) {
      return;
    }
    if (failure != null) {
      throw failure;
    }
    if (cut == null) {
      throw late();
    }
    if (!(cut instanceof Reply.BudgetSpent) && !(cut instanceof Reply.Behind)) {
      throw Refusals.thrown(links.lane(), cut);
    }
    end = cut;
  }

  private LaneException late() {
    String silent =
        open()
            .filter(attempt -> !(attempt.reply() instanceof Reply.Pulled))
            .filter(attempt -> !(attempt.reply() instanceof Reply.Acknowledged))
            .filter(attempt -> !(attempt.reply() instanceof Reply.Done))
            .map(attempt -> String.valueOf(attempt.shard()))
            .distinct()
            .collect(Collectors.joining(", "));
    String lost =
        open()
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
