package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.util.Map;
import org.tengen.ps.protocol.Traffic;

/** A lane's lease for a thread that waits: drives {@link LaneProtocol} and says where time went. */
final class LaneClient extends WaitingLane implements LaneSession {
  private final LaneProtocol protocol;

  private LaneClient(LaneProtocol protocol, Waiter waiter) {
    super(protocol, waiter);
    this.protocol = protocol;
  }

  /** See {@link Lanes#join}. */
  static LaneSession join(
      int lane,
      String worker,
      Map<String, String> facts,
      Connector connector,
      ClientSettings settings)
      throws InterruptedException {
    Waiter waiter = new Waiter(connector.lookout());
    LaneProtocol protocol = new LaneProtocol(lane, connector, settings, waiter);
    join(protocol, waiter, worker, facts);
    return new LaneClient(protocol, waiter);
  }

  @Override
  public boolean pull(long atClock, FloatBuffer into) throws InterruptedException {
    long beganNs = System.nanoTime();
    LaneProtocol.Pull pull = protocol.pull(atClock, into, beganNs);
    await(pull);
    if (pull.spent()) {
      spent(beganNs);
      return false;
    }
    account(beganNs, pull.parkedNs());
    return true;
  }

  @Override
  public void push(long atClock, FloatBuffer gradient, int samples) throws InterruptedException {
    long beganNs = System.nanoTime();
    LaneProtocol.Push push = protocol.push(atClock, gradient, samples, beganNs);
    await(push);
    account(beganNs, push.parkedNs());
  }

  @Override
  public Traffic traffic() {
    return protocol.traffic();
  }
}
