package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/**
 * A lane's lease over open ways to all shards. Requests to all shards are in flight together; what
 * a broken way left unanswered is repeated with the same bytes.
 */
final class LaneClient implements LaneSession {
  private final int lane;
  private final int incarnation;
  private final ClientSettings settings;
  private final CoordinatorLink coordinator;
  private final ShardLinks shards;
  private final long[] versions;
  private long clock;
  private long idleNs;
  private long sendingNs;
  private boolean finished;

  LaneClient(
      int lane,
      int incarnation,
      long clock,
      ClientSettings settings,
      CoordinatorLink coordinator,
      ShardLinks shards) {
    this.lane = lane;
    this.incarnation = incarnation;
    this.clock = clock;
    this.settings = settings;
    this.coordinator = coordinator;
    this.shards = shards;
    this.versions = new long[settings.layout().slices()];
  }

  @Override
  public int lane() {
    return lane;
  }

  @Override
  public long clock() {
    return clock;
  }

  @Override
  public boolean pull(long atClock, FloatBuffer into) throws InterruptedException {
    requireWhole(into);
    coordinator.check();
    long beganNs = System.nanoTime();
    clock = atClock;
    Reply end = exchange(pulls(into));
    while (end instanceof Reply.Behind behind) {
      goOnAt(behind.clock());
      end = exchange(pulls(into));
    }
    if (end instanceof Reply.BudgetSpent) {
      idleNs += System.nanoTime() - beganNs;
      finished = true;
      return false;
    }
    account(beganNs, end instanceof Reply.Pulled pulled ? pulled.parkedNs() : 0);
    return true;
  }

  /** A server that sends a lane on to where it is would be asked for ever. */
  private void goOnAt(long later) {
    if (later <= clock) {
      throw new LaneException(
          Reason.INVALID,
          "lane %d: left behind at clock %d and sent on to clock %d: expected a later one"
              .formatted(lane, clock, later));
    }
    clock = later;
  }

  private List<Attempt> pulls(FloatBuffer into) {
    Attempt.Destination destination = new Attempt.Destination(settings.layout(), into, versions);
    List<Attempt> attempts = new ArrayList<>();
    for (int shard = 0; shard < settings.layout().shards(); shard++) {
      Request pull = new Request.Pull(lane, incarnation, clock);
      attempts.add(new Attempt(shard, pull, destination));
    }
    return attempts;
  }

  @Override
  public void push(long atClock, FloatBuffer gradient, int samples) throws InterruptedException {
    requireWhole(gradient);
    coordinator.check();
    long beganNs = System.nanoTime();
    Layout layout = settings.layout();
    List<Attempt> attempts = new ArrayList<>();
    for (int slice = 0; slice < layout.slices(); slice++) {
      Range range = layout.slice(slice);
      Payload payload = Payload.of(gradient, range.from(), range.length());
      Request push =
          new Request.Push(lane, incarnation, atClock, slice, versions[slice], samples, payload);
      attempts.add(new Attempt(layout.shardOf(slice), push, null));
    }
    Reply end = exchange(attempts);
    account(beganNs, end instanceof Reply.Acknowledged ack ? ack.parkedNs() : 0);
  }

  @Override
  public void progress(StepTotals totals) {
    coordinator.progress(totals);
  }

  @Override
  public long idleNs() {
    return idleNs;
  }

  @Override
  public long sendingNs() {
    return sendingNs;
  }

  @Override
  public void close() {
    coordinator.leave(finished);
    coordinator.close();
    shards.close();
  }

  private void requireWhole(FloatBuffer buffer) {
    if (buffer.limit() < settings.layout().length()) {
      throw new IllegalArgumentException(
          "buffer of " + buffer.limit() + " floats: expected " + settings.layout().length());
    }
  }

  private void account(long beganNs, long parkedNs) {
    long tookNs = System.nanoTime() - beganNs;
    long idle = Math.min(tookNs, parkedNs);
    idleNs += idle;
    sendingNs += tookNs - idle;
  }

  /**
   * Gets all answered; returns the answer that was parked longest, or that the budget is spent, or
   * that the lane is behind.
   */
  private Reply exchange(List<Attempt> attempts) throws InterruptedException {
    long deadlineNs = System.nanoTime() + settings.reply().toNanos();
    List<Attempt> open = attempts;
    Reply longest = new Reply.Done();
    while (!open.isEmpty()) {
      Reply cut = run(open, deadlineNs);
      if (cut instanceof Reply.BudgetSpent || cut instanceof Reply.Behind) {
        return cut;
      } else if (cut != null) {
        throw Refusals.thrown(lane, cut);
      }
      for (Attempt attempt : open) {
        longest = longer(longest, attempt.reply());
      }
      open = again(open, deadlineNs);
    }
    return longest;
  }

  /** Sends and waits; returns what cut the wait short, null if all is answered. */
  private @Nullable Reply run(List<Attempt> attempts, long deadlineNs) throws InterruptedException {
    Exchange exchange = new Exchange(attempts.size());
    boolean answered = false;
    try {
      attempts.forEach(attempt -> attempt.send(exchange, shards.to(attempt.shard())));
      exchange.await(deadlineNs);
      answered = exchange.complete();
    } finally {
      if (!answered) {
        giveUp(attempts, exchange);
      }
    }
    Reply cut = exchange.cut();
    if (!answered && cut == null) {
      throw late(attempts);
    }
    return cut;
  }

  /**
   * Sees that nothing reads or writes the caller's buffer any more. What is not answered in time
   * loses its connection, so that no push of it is still on its way.
   */
  private void giveUp(List<Attempt> attempts, Exchange exchange) {
    for (Attempt attempt : attempts) {
      if (attempt.isPull() && attempt.reply() == null) {
        shards.to(attempt.shard()).submit(new Request.Detach(lane, incarnation), reply -> {});
      }
    }
    exchange.settle(System.nanoTime() + settings.connect().toNanos());
    attempts.forEach(Attempt::abandon);
    attempts.stream()
        .filter(attempt -> attempt.reply() == null)
        .mapToInt(Attempt::shard)
        .distinct()
        .forEach(shard -> shards.to(shard).close());
  }

  private LaneException late(List<Attempt> attempts) {
    String silent =
        attempts.stream()
            .filter(attempt -> !(attempt.reply() instanceof Reply.Pulled))
            .filter(attempt -> !(attempt.reply() instanceof Reply.Acknowledged))
            .map(attempt -> String.valueOf(attempt.shard()))
            .distinct()
            .collect(Collectors.joining(", "));
    String lost =
        attempts.stream()
            .filter(Attempt::lost)
            .map(attempt -> ": " + Refusals.lostOrThrow(lane, attempt.reply()))
            .findFirst()
            .orElse("");
    return new LaneException(
        Reason.DEADLINE,
        "lane %d: shard %s did not answer within %d s%s"
            .formatted(lane, silent, settings.reply().toSeconds(), lost));
  }

  /** Opens what was lost once more, if there is time; returns what must be repeated. */
  private List<Attempt> again(List<Attempt> attempts, long deadlineNs) throws InterruptedException {
    List<Attempt> lost = attempts.stream().filter(Attempt::lost).toList();
    if (!lost.isEmpty() && System.nanoTime() - deadlineNs > 0) {
      throw late(attempts);
    }
    for (int shard : lost.stream().mapToInt(Attempt::shard).distinct().toArray()) {
      shards.reopen(shard);
    }
    return lost.stream().map(Attempt::again).toList();
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
