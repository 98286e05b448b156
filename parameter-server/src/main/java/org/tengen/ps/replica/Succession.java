package org.tengen.ps.replica;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which process serves one shard, as the coordinator decides it; nobody else promotes.
 *
 * <ul>
 *   <li>A primary that has a successor serves under a lease. A successor is promoted when the last
 *       lease that was granted has run out at the coordinator, which is after it has at the
 *       primary, or when the primary's process is known to be dead.
 *   <li>A primary does without its successor only when it is told to, and after that nobody
 *       promotes that successor: so whatever was acknowledged is at whoever serves next.
 *   <li>Every decision begins an epoch. It is taken before it is told, and told until it is obeyed.
 * </ul>
 *
 * Processes are numbers of the caller's. Has neither threads nor a clock; one caller at a time.
 */
public final class Succession {
  /** No process. */
  public static final int NOBODY = -1;

  private final int shard;
  private final long leaseNs;
  private int primary;
  private int successor;

  /** A process that is given what the primary has, to become its successor. */
  private int joiner = NOBODY;

  private long epoch = 1;
  private boolean granted;
  private long grantedNs;
  private boolean primarySilent;
  private boolean primaryDead;
  private boolean successorGone;
  private boolean successorDead;
  private @Nullable Order order;

  /** Something to tell a process, until it has obeyed. */
  public record Order(int process, ReplicaOrder what) {}

  /** A lease to tell the primary of, with the moment at which it has asked. */
  public record Grant(int process, long epoch, long durationNs) {}

  /**
   * At a run's begin.
   *
   * @param successor {@link #NOBODY} for a shard that only one process has
   */
  public Succession(int shard, int primary, int successor, long leaseNs) {
    this.shard = shard;
    this.primary = primary;
    this.successor = successor;
    this.leaseNs = leaseNs;
  }

  /** The shard. */
  public int shard() {
    return shard;
  }

  /** The epoch that the last decision has begun. */
  public long epoch() {
    return epoch;
  }

  /** Who serves, or will when it has obeyed. */
  public int primary() {
    return primary;
  }

  /** Who would be promoted. */
  public int successor() {
    return successor;
  }

  /** Who is on the way to be the successor. */
  public int joiner() {
    return joiner;
  }

  /** Whether nobody is left: the primary is dead, and there is nobody to promote. */
  public boolean lost() {
    return primaryDead && (successor == NOBODY || successorDead);
  }

  /**
   * The primary has asked for its lease; the answer is sent now.
   *
   * @return what it is granted; empty if it has to do without, or needs none
   */
  public Optional<Grant> grant(int process, long nowNs) {
    boolean needed = successor != NOBODY || joiner != NOBODY;
    if (process != primary || !needed || primarySilent || order != null) {
      return Optional.empty();
    }
    granted = true;
    grantedNs = nowNs;
    return Optional.of(new Grant(primary, epoch, leaseNs));
  }

  /** A process does not answer; it may live. */
  public void silent(int process) {
    primarySilent |= process == primary;
    successorGone |= isBehind(process);
  }

  /** A process answers. */
  public void answers(int process) {
    if (process == primary && !primaryDead) {
      primarySilent = false;
    }
  }

  /** A process is known to have ended: it will never answer anybody. */
  public void dead(int process) {
    primaryDead |= process == primary;
    successorDead |= process != NOBODY && process == successor;
    silent(process);
  }

  /** The primary cannot go on, since its successor does not confirm what it is sent. */
  public void stalled() {
    successorGone |= successor != NOBODY || joiner != NOBODY;
  }

  private boolean isBehind(int process) {
    return process != NOBODY && (process == successor || process == joiner);
  }

  /** What is to be told to whom now; empty if nothing is. */
  public Optional<Order> next(long nowNs) {
    if (order == null) {
      order = decide(nowNs);
    }
    return Optional.ofNullable(order);
  }

  private @Nullable Order decide(long nowNs) {
    if (successorGone && !primaryDead) {
      successorGone = false;
      successorDead = false;
      successor = NOBODY;
      joiner = NOBODY;
      return new Order(primary, new ReplicaOrder.Alone(++epoch));
    }
    // a successor that is silent beside a dead primary is all that is left
    if (successor != NOBODY && !successorDead && primarySilent && mayPromote(nowNs)) {
      primary = successor;
      successor = NOBODY;
      successorGone = false;
      successorDead = false;
      primarySilent = false;
      primaryDead = false;
      return new Order(primary, new ReplicaOrder.Promote(++epoch));
    }
    return null;
  }

  /** Whether no primary of this epoch serves any more; clocks may differ by a hundredth. */
  private boolean mayPromote(long nowNs) {
    return primaryDead || !granted || nowNs - grantedNs - leaseNs - leaseNs / 100 >= 0;
  }

  /** A process has obeyed. */
  public void obeyed(Order obeyed) {
    if (obeyed.equals(order)) {
      order = null;
    }
  }

  /**
   * A process shall become the successor of a primary that has none: the primary is ordered to
   * lead, gives what it has, and {@link #joined} says that the process has it.
   *
   * @return whether it can now
   */
  public boolean join(int process) {
    if (successor != NOBODY || joiner != NOBODY || order != null || primarySilent) {
      return false;
    }
    joiner = process;
    granted = false;
    order = new Order(primary, new ReplicaOrder.Lead(++epoch));
    return true;
  }

  /** The process that joins follows the primary in this epoch, and can be promoted. */
  public void joined(int process) {
    if (process == joiner && !successorGone) {
      successor = joiner;
      joiner = NOBODY;
    }
  }
}
