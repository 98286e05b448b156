package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.util.Map;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;

/** A lane's lease for a thread that waits: drives {@link LaneProtocol} and says where time went. */
final class LaneClient implements LaneSession {
  private final LaneProtocol protocol;
  private final Waiter waiter;
  private long idleNs;
  private long sendingNs;
  private boolean finished;

  private LaneClient(LaneProtocol protocol, Waiter waiter) {
    this.protocol = protocol;
    this.waiter = waiter;
  }

  /** See {@link Lanes#join}. */
  static LaneSession join(
      int lane,
      String worker,
      Map<String, String> facts,
      Connector connector,
      ClientSettings settings)
      throws InterruptedException {
    Waiter waiter = new Waiter();
    LaneProtocol protocol = new LaneProtocol(lane, connector, settings, waiter);
    boolean done = false;
    try {
      waiter.await(protocol.join(worker, facts, System.nanoTime()));
      done = true;
      return new LaneClient(protocol, waiter);
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
  public boolean pull(long atClock, FloatBuffer into) throws InterruptedException {
    long beganNs = System.nanoTime();
    LaneProtocol.Pull pull = protocol.pull(atClock, into, beganNs);
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
  public void push(long atClock, FloatBuffer gradient, int samples) throws InterruptedException {
    long beganNs = System.nanoTime();
    LaneProtocol.Push push = protocol.push(atClock, gradient, samples, beganNs);
    waiter.await(push);
    account(beganNs, push.parkedNs());
  }

  @Override
  public void progress(StepTotals totals) {
    protocol.progress(totals);
  }

  @Override
  public boolean wantedElsewhere() {
    return protocol.wantedElsewhere();
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
  public Traffic traffic() {
    return protocol.traffic();
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
