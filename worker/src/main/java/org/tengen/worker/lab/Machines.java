package org.tengen.worker.lab;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.time.VirtualTime;

/** The machines of a simulated training. */
final class Machines {
  private final List<Cores> ofLanes = new ArrayList<>();
  private final Cores ofServer;

  Machines(Hardware hardware, VirtualTime time) {
    for (int machine = 0; machine < hardware.machines(); machine++) {
      ofLanes.add(new Cores(time, hardware.cores()));
    }
    ofServer = hardware.machines() == 1 ? ofLanes.get(0) : new Cores(time, hardware.cores());
  }

  Cores ofLane(int lane) {
    return ofLanes.get(lane % ofLanes.size());
  }

  Cores ofServer() {
    return ofServer;
  }

  /** CPU time that was begun on all of them. */
  long computedNs() {
    long computed = ofLanes.size() == 1 ? 0 : ofServer.computedNs();
    for (Cores cores : ofLanes) {
      computed += cores.computedNs();
    }
    return computed;
  }
}
