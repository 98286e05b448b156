package org.tengen.ps.client;

import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.Traffic;

/** A lane's lease for a thread that waits: drives {@link RowProtocol} and says where time went. */
final class RowClient extends WaitingLane implements RowSession {
  private final RowProtocol protocol;

  private RowClient(RowProtocol protocol, Waiter waiter) {
    super(protocol, waiter);
    this.protocol = protocol;
  }

  /** See {@link Lanes#joinRows}. */
  static RowSession join(
      int lane,
      String worker,
      Map<String, String> facts,
      Connector connector,
      RowClientSettings settings)
      throws InterruptedException {
    Waiter waiter = new Waiter(connector.lookout());
    RowProtocol protocol = new RowProtocol(lane, connector, settings, waiter);
    join(protocol, waiter, worker, facts);
    return new RowClient(protocol, waiter);
  }

  @Override
  public boolean pull(long atClock, List<RowBatch> into) throws InterruptedException {
    long beganNs = System.nanoTime();
    RowProtocol.Exchange pull = protocol.pull(atClock, into, beganNs);
    await(pull);
    if (pull.spent()) {
      spent(beganNs);
      return false;
    }
    account(beganNs, pull.parkedNs());
    return true;
  }

  @Override
  public long version() {
    return protocol.version();
  }

  @Override
  public Traffic traffic() {
    return protocol.traffic();
  }

  @Override
  public void push(long atClock, List<RowBatch> sums, int samples) throws InterruptedException {
    long beganNs = System.nanoTime();
    await(protocol.push(atClock, sums, samples, beganNs));
    account(beganNs, 0);
  }
}
