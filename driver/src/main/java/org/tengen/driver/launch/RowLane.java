package org.tengen.driver.launch;

import java.nio.file.Path;
import java.util.Iterator;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.protocol.StepTotals;

/** A lane that trains row tables. */
record RowLane<T>(RowProgram<T> program, RowClientSettings client) implements LaneStart<T> {
  @Override
  public LaneOutcome run(int lane, Iterator<T> records, Path folder, String worker, ServerWay way)
      throws Exception {
    try (RowProgram.Work work = program.prepare(lane, records, folder);
        ServerWay.Opened opened = way.open(worker);
        RowSession session =
            Lanes.joinRows(lane, worker, program.facts(), opened.connector(), client)) {
      StepTotals totals = work.run(session);
      return new LaneOutcome(lane, worker, totals.samples());
    }
  }
}
