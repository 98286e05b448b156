package org.tengen.ps.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * What one replica of a shard may do, and in which order.
 *
 * <pre>
 * SUCCESSOR  ordered to Promote               -> ALONE
 * PRIMARY    ordered to be Alone              -> ALONE
 * ALONE      ordered to Lead                  -> PRIMARY, without a lease
 * any        hears of a later epoch elsewhere -> FENCED
 * </pre>
 *
 * Orders and news of an epoch that is not later than its own change nothing. A leading replica
 * {@linkplain #append appends} what lanes ask, and {@linkplain #commit does} it once its successor
 * has {@linkplain #confirm confirmed} it; a successor {@linkplain #accept accepts} entries one
 * after the other, of its own epoch only. Has neither threads nor a clock.
 */
final class Replica {
  /** What a lane has asked and is not done. */
  record Waiting(Request request, ReplyHandler handler, long sinceNs) {}

  /** What becomes of an entry that a successor is sent. */
  enum Taken {
    /** It is next. */
    NEXT,
    /** It is done already. */
    REPEAT,
    /** Entries before it have not come. */
    GAP,
    /** It is of an epoch that is not this replica's, or this replica follows nobody. */
    REFUSED
  }

  /** By sequence modulo its length, what is not done. */
  private final @Nullable Waiting[] waiting;

  private int count;
  private Role role;
  private long epoch;

  /** The epoch since which lanes are served here without a break. */
  private long servesSince;

  /** The last entry that is done here. */
  private long done;

  /** The last entry that the successor has confirmed. */
  private long confirmed;

  private boolean leased;
  private long leaseUntilNs;

  /**
   * A replica at its begin.
   *
   * @param capacity what lanes may have outstanding
   */
  Replica(ReplicaStart start, int capacity) {
    this.role = start.role();
    this.epoch = start.epoch();
    this.servesSince = epoch;
    this.done = start.done();
    this.confirmed = done;
    this.waiting = new Waiting[capacity];
  }

  Role role() {
    return role;
  }

  long epoch() {
    return epoch;
  }

  /** The last entry that is done here. */
  long done() {
    return done;
  }

  int waiting() {
    return count;
  }

  /** How long the oldest that is not done has waited, by the time that {@link #append} is given. */
  long stalledNs(long nowNs) {
    Waiting oldest = waiting[at(done + 1)];
    return oldest == null ? 0 : nowNs - oldest.sinceNs();
  }

  // ---- epochs and leases ----

  /**
   * Takes an order.
   *
   * @throws IllegalArgumentException if it is not for one of this role
   */
  void obey(ReplicaOrder order) {
    if (order.epoch() <= epoch) {
      return;
    }
    Role before = expected(order);
    if (before != null && role != before) {
      throw new IllegalArgumentException(
          order + " for a replica that is " + role + ": expected " + before);
    }
    epoch = order.epoch();
    if (order instanceof ReplicaOrder.Promote) {
      servesSince = epoch;
      role = Role.ALONE;
    } else if (order instanceof ReplicaOrder.Alone) {
      role = Role.ALONE;
    } else if (order instanceof ReplicaOrder.Lead) {
      role = Role.PRIMARY;
      confirmed = done;
      leased = false;
    } else {
      role = Role.FENCED;
    }
  }

  private static @Nullable Role expected(ReplicaOrder order) {
    if (order instanceof ReplicaOrder.Promote) {
      return Role.SUCCESSOR;
    } else if (order instanceof ReplicaOrder.Alone) {
      return Role.PRIMARY;
    }
    return order instanceof ReplicaOrder.Lead ? Role.ALONE : null;
  }

  /** Somebody else is in that epoch. */
  void superseded(long otherEpoch) {
    if (otherEpoch > epoch) {
      epoch = otherEpoch;
      role = Role.FENCED;
    }
  }

  /**
   * The coordinator has granted a lease.
   *
   * @param askedNs when this replica asked for it, by its own clock: a moment before the grant, so
   *     that the lease ends here before it does at the coordinator
   */
  void lease(long grantedEpoch, long askedNs, long durationNs) {
    long untilNs = askedNs + durationNs;
    if (grantedEpoch == epoch && (!leased || untilNs - leaseUntilNs > 0)) {
      leased = true;
      leaseUntilNs = untilNs;
    }
  }

  /** Whether it was ever granted a lease in this epoch. */
  boolean leased() {
    return leased;
  }

  /** Whether an answer may leave now. */
  boolean mayServe(long nowNs) {
    return role == Role.ALONE || (role == Role.PRIMARY && leased && nowNs - leaseUntilNs < 0);
  }

  /** Whether lanes that attached in that epoch are served. */
  boolean serves(long askedEpoch) {
    return role.leads() && askedEpoch >= servesSince && askedEpoch <= epoch;
  }

  // ---- leading ----

  /** Whether lanes have more outstanding than honest ones can have. */
  boolean full() {
    return count == waiting.length;
  }

  /** Gives what a lane asks its place in the order. */
  void append(Request request, ReplyHandler handler, long nowNs) {
    waiting[at(done + ++count)] = new Waiting(request, handler, nowNs);
  }

  /** The successor has done everything up to {@code sequence}. */
  void confirm(long confirmedEpoch, long sequence) {
    if (confirmedEpoch == epoch && role == Role.PRIMARY) {
      confirmed = Math.max(confirmed, sequence);
    }
  }

  /** The next that is to be done here, and counts as done; null if there is none yet. */
  @Nullable Waiting commit() {
    boolean may = role == Role.ALONE || (role == Role.PRIMARY && done < confirmed);
    return may && count > 0 ? remove() : null;
  }

  private @Nullable Waiting remove() {
    done++;
    count--;
    int at = at(done);
    Waiting removed = waiting[at];
    waiting[at] = null;
    return removed;
  }

  /** An entry that is not done; null if nothing was asked for it yet. */
  @Nullable Entry entry(long sequence) {
    Waiting asked = sequence > done && sequence <= done + count ? waiting[at(sequence)] : null;
    return asked == null ? null : new Entry(epoch, sequence, asked.request());
  }

  /** What is not done is from now on what {@code replacement} makes of it. */
  void replaceWaiting(UnaryOperator<Waiting> replacement) {
    for (long sequence = done + 1; sequence <= done + count; sequence++) {
      int at = at(sequence);
      Waiting each = waiting[at];
      waiting[at] = each == null ? null : replacement.apply(each);
    }
  }

  /** All that is not done here, and will not be. */
  List<Waiting> forget() {
    List<Waiting> all = new ArrayList<>();
    replaceWaiting(
        each -> {
          all.add(each);
          return each;
        });
    Arrays.fill(waiting, null);
    count = 0;
    return all;
  }

  private int at(long sequence) {
    return (int) (sequence % waiting.length);
  }

  // ---- following ----

  /** Looks at an entry that has come; after {@link Taken#NEXT} it counts as done. */
  Taken accept(Entry entry) {
    if (role != Role.SUCCESSOR || entry.epoch() != epoch) {
      return Taken.REFUSED;
    }
    if (entry.sequence() <= done) {
      return Taken.REPEAT;
    }
    if (entry.sequence() > done + 1) {
      return Taken.GAP;
    }
    done++;
    return Taken.NEXT;
  }
}
