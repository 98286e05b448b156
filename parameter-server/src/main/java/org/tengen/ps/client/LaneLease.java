package org.tengen.ps.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.StepTotals;

/**
 * A lane's lease and its ways to coordinator and shards: what the protocol has for every kind of
 * table. Has neither threads nor a clock of its own: whoever drives the lane polls what is begun.
 */
abstract sealed class LaneLease implements AutoCloseable permits LaneProtocol, RowProtocol {
  private final int lane;
  private final Connector connector;
  private final ClientSettings ways;
  private final Runnable bell;
  private final CoordinatorLink coordinator;
  private @Nullable ShardLinks links;
  private long clock;

  /** A lane that has not joined. */
  LaneLease(int lane, Connector connector, ClientSettings ways, Runnable bell) {
    this.lane = lane;
    this.connector = connector;
    this.ways = ways;
    this.bell = bell;
    this.coordinator = new CoordinatorLink(connector, ways, lane, bell);
  }

  /** The lane. */
  public int lane() {
    return lane;
  }

  /** The lease; 0 before one was given. */
  public int incarnation() {
    return coordinator.incarnation();
  }

  /** See {@link LaneSession#clock}. */
  public long clock() {
    return clock;
  }

  /** The iteration that the lane is at from now on. */
  void clock(long now) {
    clock = now;
  }

  /**
   * Begins to take the lane's lease, to wait until every lane has been joined once, and to attach
   * to all shards.
   */
  public Pending join(String worker, Map<String, String> facts, long nowNs) {
    return new Entry(coordinator.join(worker, facts, nowNs));
  }

  /** See {@link LaneSession#progress}. */
  public void progress(StepTotals totals) {
    coordinator.progress(totals);
  }

  /** See {@link LaneSession#wantedElsewhere}. */
  public boolean wantedElsewhere() {
    return coordinator.wantedElsewhere();
  }

  /** Begins to give the lease back; null if there is no way to the coordinator. */
  public @Nullable Pending leave(boolean finished, long nowNs) {
    return coordinator.leave(finished, nowNs);
  }

  /** Closes all ways. */
  @Override
  public void close() {
    coordinator.close();
    if (links != null) {
      links.close();
    }
  }

  /** Throws what the coordinator has refused since; opens a way to it that has broken. */
  void check() throws InterruptedException {
    coordinator.check();
  }

  ShardLinks links() {
    if (links == null) {
      throw new IllegalStateException("lane " + lane + " has not joined");
    }
    return links;
  }

  /** The lease, then the ways to all shards. */
  private final class Entry implements Pending {
    private final Joining joining;
    private @Nullable Attaching attaching;
    private boolean abandoned;

    Entry(Joining joining) {
      this.joining = joining;
    }

    @Override
    public boolean poll(long nowNs) throws InterruptedException {
      if (abandoned) {
        return true;
      }
      if (attaching == null) {
        if (!joining.poll(nowNs)) {
          return false;
        }
        ShardLinks opened = new ShardLinks(connector, coordinator, ways, lane, bell);
        links = opened;
        attaching = opened.openAll(nowNs);
      }
      if (!attaching.poll(nowNs)) {
        return false;
      }
      clock = attaching.clock();
      return true;
    }

    @Override
    public long wakeNs() {
      return attaching == null ? joining.wakeNs() : attaching.wakeNs();
    }

    @Override
    public void abandon(long nowNs) {
      abandoned = true;
    }
  }
}
