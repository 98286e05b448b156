package org.tengen.ps.image;

import org.tengen.ps.table.Range;

/**
 * One slice at one moment. The arrays are the image's own.
 *
 * @param slice the slice's index in the whole table
 * @param range its positions
 * @param version the number of updates it has had
 * @param clocks by lane, how many of the lane's iterations are in the weights
 * @param weights its floats
 * @param previous the weights one clock before, from which a lost gradient is computed again; empty
 *     where nobody can need them: in images at an interval, and under strategies without a barrier
 * @param state the optimiser's arrays, as many as its weights' neediest optimiser has
 */
public record SliceImage(
    int slice,
    Range range,
    long version,
    long[] clocks,
    float[] weights,
    float[] previous,
    float[][] state) {}
