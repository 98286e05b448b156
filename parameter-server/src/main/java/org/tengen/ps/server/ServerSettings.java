package org.tengen.ps.server;

import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.training.Training;

/**
 * What a parameter server is started with.
 *
 * @param runId names the run, uniquely in this JVM
 */
public record ServerSettings(
    String runId, Training training, ImageIntervals images, Deadlines deadlines) {}
