package org.tengen.jobs;

import java.util.List;
import java.util.Optional;
import org.tengen.jobs.settings.Values;

/** What a command does once its settings are known. */
@FunctionalInterface
interface Job {
  /**
   * Does it.
   *
   * @return the exit code
   * @throws Exception what {@link Failure} turns into a line and an exit code
   */
  int run(Order order) throws Exception;

  /**
   * What to do.
   *
   * @param dryRun show placement and memory, and touch nothing
   * @param resume the run folder to go on with
   * @param words what was typed beside flags, where the command takes some
   */
  record Order(Values values, boolean dryRun, Optional<String> resume, List<String> words) {}
}
