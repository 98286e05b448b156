package org.tengen.jobs;

import java.util.concurrent.Executor;

/** Runs each task on a thread of its own, for which the process does not wait at its end. */
final class Daemons implements Executor {
  private final String name;

  /** Threads of this name. */
  Daemons(String name) {
    this.name = name;
  }

  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
