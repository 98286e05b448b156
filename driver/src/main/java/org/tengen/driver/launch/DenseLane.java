package org.tengen.driver.launch;

import java.nio.file.Path;
import java.util.Iterator;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.protocol.StepTotals;

/** A lane that trains a dense table. */
record DenseLane<T>(LaneProgram<T> program, ClientSettings client) implements LaneStart<T> {
  @Override
  public LaneOutcome run(int lane, Iterator<T> records, Path folder, String worker, ServerWay way)
      throws Exception {
    try (LaneProgram.Work work = program.prepare(lane, records, folder);
        ServerWay.Opened opened = way.open(worker);
        LaneSession session =
            Lanes.join(lane, worker, program.facts(), opened.connector(), client)) {
      StepTotals totals = work.run(session);
      return new LaneOutcome(lane, worker, totals.samples());
    }
  }
}
