package org.tengen.driver.launch;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.protocol.StepTotals;

/**
 * What a lane of a run with row tables does inside its task, shipped to executors as it is. All
 * else is as {@link LaneProgram} has it.
 *
 * @param <T> the records of a partition
 */
public interface RowProgram<T> extends Serializable {
  /** What decides the bits of what is pushed from this JVM, by name. */
  Map<String, String> facts();

  /**
   * Gets ready before the lane joins.
   *
   * @param records the partition; not needed after the call
   * @param folder an empty folder of the task's own on the executor's disk, deleted with it
   */
  Work prepare(int lane, Iterator<T> records, Path folder) throws IOException;

  /** A lane that is ready. */
  interface Work extends AutoCloseable {
    /** Trains until the budget is spent. */
    StepTotals run(RowSession session) throws InterruptedException;

    @Override
    void close();
  }
}
