package org.tengen.worker.lab;

import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.Statistics;

/**
 * What a simulated training came to.
 *
 * @param finished whether the whole budget was applied; false if it was stopped
 * @param ns virtual nanoseconds from the start to the last update
 * @param image the table at the end, with the optimisers' state
 * @param statistics as of a training on machines; times are virtual
 */
public record Outcome(boolean finished, long ns, RunImage image, Statistics statistics) {}
