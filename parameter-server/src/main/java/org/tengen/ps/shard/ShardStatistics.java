package org.tengen.ps.shard;

import org.HdrHistogram.Histogram;

/**
 * What a shard has done, as values.
 *
 * @param samples samples applied on every slice
 * @param updates optimiser steps of the first slice
 * @param laneClocks by lane, iterations that every slice is done with
 * @param laneSamples by lane, samples applied on every slice
 * @param laneSkipped by lane, iterations that were left out, having come too late
 * @param parked pulls waiting now
 * @param staleness of each push, in updates: the maximum over the shard's slices
 * @param spread of each push: maximum less minimum over the shard's slices
 */
public record ShardStatistics(
    int shard,
    long samples,
    long updates,
    long[] laneClocks,
    long[] laneSamples,
    long[] laneSkipped,
    int parked,
    Histogram staleness,
    Histogram spread) {}
