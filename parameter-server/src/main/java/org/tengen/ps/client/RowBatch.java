package org.tengen.ps.client;

import org.tengen.ps.rows.RowIds;

/**
 * Some rows of one table and their floats.
 *
 * @param ids which rows
 * @param values row after row in the order of {@code ids}: weights that a pull writes, or sums that
 *     a push reads
 */
public record RowBatch(RowIds ids, float[] values) {}
