package org.tengen.driver.launch;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * How a lane is trained in its task, shipped to executors as it is.
 *
 * @param <T> the records of a partition
 */
interface LaneStart<T> extends Serializable {
  /**
   * Trains until the budget is spent, or the worker is wanted for another lane.
   *
   * @param folder an empty folder of the task's own on the executor's disk
   * @param worker the task, for messages
   */
  LaneOutcome run(int lane, Iterator<T> records, Path folder, String worker, ServerWay way)
      throws Exception;
}
