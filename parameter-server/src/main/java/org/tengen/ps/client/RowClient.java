package org.tengen.ps.client;

import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.StepTotals;

/** A lane's lease for a thread that waits: drives {@link RowProtocol} and says where time went. */
final class RowClient implements RowSession {
  private final RowProtocol protocol;
  private final Waiter waiter;
  private long idleNs;
  private long sendingNs;
  private boolean finished;

  private RowClient(RowProtocol protocol, Waiter waiter) {
    this.protocol = protocol;
    this.waiter = waiter;
  }

  /** See {@link Lanes#joinRows}. */
  static RowSession join(
      int lane,
      String worker,
      Map<String, String> facts,
      Connector connector,
      RowClientSettings settings)
      throws InterruptedException {
    Waiter waiter = new Waiter();
    RowProtocol protocol = new RowProtocol(lane, connector, settings, waiter);
    boolean done = false;
    try {
      waiter.await(protocol.join(worker, facts, System.nanoTime()));
      done = true;
      return new RowClient(protocol, waiter);
    } finally {
      if (!done) {
        protocol.close();
      }
    }
  }

  @Override
  public int lane() {
    return protocol.lane();
  }

  @Override
  public long clock() {
    return protocol.clock();
  }

  @Override
  public boolean pull(long atClock, List<RowBatch> into) throws InterruptedException {
    long beganNs = System.nanoTime();
    RowProtocol.Exchange pull = protocol.pull(atClock, into, beganNs);
    waiter.await(pull);
    if (pull.spent()) {
      idleNs += System.nanoTime() - beganNs;
      finished = true;
      return false;
    }
    account(beganNs, pull.parkedNs());
    return true;
  }

  @Override
  public void push(long atClock, List<RowBatch> sums, int samples) throws InterruptedException {
    long beganNs = System.nanoTime();
    waiter.await(protocol.push(atClock, sums, samples, beganNs));
    account(beganNs, 0);
  }

  @Override
  public void progress(StepTotals totals) {
    protocol.progress(totals);
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
    Pending leaving = protocol.leave(finished, System.nanoTime());
    if (leaving != null) {
      waiter.settle(leaving);
    }
    protocol.close();
  }

  private void account(long beganNs, long parkedNs) {
    long tookNs = System.nanoTime() - beganNs;
    long idle = Math.min(tookNs, parkedNs);
    idleNs += idle;
    sendingNs += tookNs - idle;
  }
}
