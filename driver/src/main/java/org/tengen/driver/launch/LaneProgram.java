package org.tengen.driver.launch;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.protocol.StepTotals;

/**
 * What a lane does inside its task, shipped to executors as it is.
 *
 * @param <T> the records of a partition
 */
public interface LaneProgram<T> extends Serializable {
  /**
   * What decides the bits of a gradient in this JVM, by name; workers of one bulk-synchronous run
   * agree on all of them.
   */
  Map<String, String> facts();

  /**
   * Gets ready before the lane joins: reads the whole partition and builds the replica.
   *
   * @param records the partition; not needed after the call
   * @param folder an empty folder of the task's own on the executor's disk, deleted with it
   */
  Work prepare(int lane, Iterator<T> records, Path folder) throws IOException;

  /** A lane that is ready. */
  interface Work extends AutoCloseable {
    /** Trains until the budget is spent, or the worker is wanted for another lane. */
    StepTotals run(LaneSession session) throws InterruptedException;

    @Override
    void close();
  }
}
