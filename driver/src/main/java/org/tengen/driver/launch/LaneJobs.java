package org.tengen.driver.launch;

import org.tengen.ps.server.Statistics;

/** The Spark jobs whose tasks are a launch's lanes. Used by one thread. */
interface LaneJobs {
  /**
   * Starts what shall run now.
   *
   * @return false once no lane runs, and none will
   * @throws org.tengen.ps.server.RunFailedException one line that names a task's failure
   */
  boolean look(Statistics statistics) throws InterruptedException;

  /** Asks Spark to end what runs; returns whether anything does. */
  boolean cancel();

  /** The tasks that are at work now. */
  int activeTasks();
}
