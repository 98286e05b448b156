package org.tengen.ps.server;

import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.training.Training;

/**
 * What a parameter server is started with.
 *
 * @param runId names the run, uniquely in this JVM
 * @param together how many lanes meet before any of them begins
 */
public record ServerSettings(
    String runId, Training training, ImageIntervals images, Deadlines deadlines, int together) {

  /** A run whose lanes all meet. */
  public ServerSettings(
      String runId, Training training, ImageIntervals images, Deadlines deadlines) {
    this(runId, training, images, deadlines, training.lanes());
  }
}
