package org.tengen.ps.client;

import java.util.Map;
import org.tengen.ps.protocol.StepTotals;

/**
 * A lane's lease for a thread that waits, whatever its tables are: drives the protocol and says
 * where time went. Used by one thread.
 */
abstract sealed class WaitingLane implements AutoCloseable permits LaneClient, RowClient {
  private final LaneLease lease;
  private final Waiter waiter;
  private long idleNs;
  private long sendingNs;
  private boolean finished;

  WaitingLane(LaneLease lease, Waiter waiter) {
    this.lease = lease;
    this.waiter = waiter;
  }

  /** Takes the lease, or closes all ways. */
  static void join(LaneLease lease, Waiter waiter, String worker, Map<String, String> facts)
      throws InterruptedException {
    boolean done = false;
    try {
      waiter.await(lease.join(worker, facts, System.nanoTime()));
      done = true;
    } finally {
      if (!done) {
        lease.close();
      }
    }
  }

  public int lane() {
    return lease.lane();
  }

  public long clock() {
    return lease.clock();
  }

  public void progress(StepTotals totals) {
    lease.progress(totals);
  }

  public boolean wantedElsewhere() {
    return lease.wantedElsewhere();
  }

  public long idleNs() {
    return idleNs;
  }

  public long sendingNs() {
    return sendingNs;
  }

  @Override
  public void close() {
    Pending leaving = lease.leave(finished, System.nanoTime());
    if (leaving != null) {
      waiter.settle(leaving);
    }
    lease.close();
  }

  void await(Pending pending) throws InterruptedException {
    waiter.await(pending);
  }

  /** A pull that began then was told that the budget is spent. */
  void spent(long beganNs) {
    idleNs += System.nanoTime() - beganNs;
    finished = true;
  }

  /** What began then has ended, and was parked for some of the time. */
  void account(long beganNs, long parkedNs) {
    long tookNs = System.nanoTime() - beganNs;
    long idle = Math.min(tookNs, parkedNs);
    idleNs += idle;
    sendingNs += tookNs - idle;
  }
}
