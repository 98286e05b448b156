package org.tengen.ps.simulation;

import org.tengen.ps.replica.Entry;
import org.tengen.ps.replica.Follower;
import org.tengen.ps.replica.Upstream;

/**
 * The connection that a successor has opened to its primary. What is sent arrives in order, but for
 * entries, of which some come twice or late; when it breaks, what was sent first may still arrive.
 */
final class Link implements Follower, Upstream {
  private final Network network;
  private final ShardProcess primary;
  private final ShardProcess successor;
  private final Mutation mutation;
  private final Direction there = new Direction();
  private final Direction back = new Direction();
  private boolean cut;
  private long lingersUntilNs;

  /** One way. */
  private static final class Direction {
    long sent;
    long arrived;
    long lastArrivalNs;
    long end = Long.MAX_VALUE;
  }

  Link(Network network, ShardProcess primary, ShardProcess successor, Mutation mutation) {
    this.network = network;
    this.primary = primary;
    this.successor = successor;
    this.mutation = mutation;
  }

  /** Whether it is between the two. */
  boolean joins(int one, int other) {
    int from = successor.number();
    int to = primary.number();
    return (from == one && to == other) || (from == other && to == one);
  }

  boolean isOf(ShardProcess process) {
    return primary == process || successor == process;
  }

  boolean broken() {
    return cut;
  }

  /** It breaks; the successor notices after a while. */
  void cut() {
    if (cut) {
      return;
    }
    cut = true;
    end(there);
    end(back);
    lingersUntilNs = network.lingersUntilNs();
    network
        .time()
        .after(
            network.noticedNs(), () -> successor.receive(() -> successor.replica().upstream(null)));
  }

  private void end(Direction way) {
    long under = Math.max(0, way.sent - way.arrived);
    way.end = Math.min(way.end, way.arrived + network.choice((int) under + 1));
  }

  // ---- as the successor sees it ----

  @Override
  public void confirm(long epoch, long sequence) {
    send(there, () -> primary.replica().confirmed(epoch, sequence));
  }

  @Override
  public void follow(long epoch, long sequence) {
    send(there, () -> primary.replica().follow(epoch, sequence, this));
  }

  @Override
  public void superseded(long epoch) {
    send(there, () -> primary.replica().superseded(epoch));
  }

  // ---- as the primary sees it ----

  @Override
  public boolean ready(Runnable again) {
    if (!network.chance(network.faults().fullLine())) {
      return true;
    }
    network.happenings().count(Happening.LINE_FULL);
    network.time().after(4 * network.latencyNs(), () -> primary.receive(again));
    return false;
  }

  @Override
  public void forward(Entry entry) {
    Entry copy = new Entry(entry.epoch(), entry.sequence(), entry.request().copied());
    Runnable take = () -> mutation.takes(successor, primary, copy);
    if (network.chance(network.faults().duplicate())) {
      network.happenings().count(Happening.ENTRY_REPEATED);
      send(back, take);
    }
    if (network.chance(network.faults().overtake())) {
      network.happenings().count(Happening.ENTRY_OVERTAKEN);
      sendLate(back, take);
    } else {
      send(back, take);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void over(String why) {
    send(back, this::cut);
  }

  // ---- the line ----

  private void send(Direction way, Runnable action) {
    way.lastArrivalNs =
        Math.max(way.lastArrivalNs + 1, network.time().nowNs() + network.latencyNs());
    send(way, action, way.lastArrivalNs);
  }

  private void sendLate(Direction way, Runnable action) {
    send(
        way, action, Math.max(way.lastArrivalNs, network.time().nowNs()) + 3 * network.latencyNs());
  }

  private void send(Direction way, Runnable action, long arrivalNs) {
    if (cut) {
      return;
    }
    long number = way.sent++;
    network.time().at(arrivalNs, () -> arrive(way, number, action));
    if (network.parted(primary.number(), successor.number())
        || network.chance(network.faults().drop())) {
      network.happenings().count(Happening.DROPPED);
      way.end = Math.min(way.end, number);
      cut();
    }
  }

  private void arrive(Direction way, long number, Runnable action) {
    if (network.time().nowNs() < lingersUntilNs) {
      network.happenings().count(Happening.LINGERED);
      network.time().at(lingersUntilNs, () -> arrive(way, number, action));
      return;
    }
    way.arrived++;
    ShardProcess to = way == there ? primary : successor;
    if (number >= way.end) {
      return;
    }
    if (!to.alive()) {
      cut();
      return;
    }
    to.receive(action);
  }
}
