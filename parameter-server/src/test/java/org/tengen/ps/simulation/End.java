package org.tengen.ps.simulation;

import org.HdrHistogram.Histogram;

/**
 * What a shard has done.
 *
 * @param laneClocks by lane, iterations that it is done with
 * @param laneSkipped by lane, those of them that were left out
 * @param staleness of each push, in updates
 */
record End(int shard, long[] laneClocks, long[] laneSkipped, Histogram staleness) {}
