package org.tengen.ps.rows;

import org.HdrHistogram.Histogram;

/**
 * What a shard of row tables has done, as values.
 *
 * @param samples samples applied
 * @param updates updates: pushes, or clocks behind a barrier
 * @param laneClocks by lane, iterations whose pushes are here whole
 * @param laneSamples by lane, samples applied
 * @param parked pulls waiting now
 * @param lists lists of rows remembered
 * @param blocks by table, blocks that have memory
 * @param staleness of each push, in updates of the shard
 */
public record RowShardStatistics(
    int shard,
    long samples,
    long updates,
    long[] laneClocks,
    long[] laneSamples,
    int parked,
    int lists,
    int[] blocks,
    Histogram staleness) {}
