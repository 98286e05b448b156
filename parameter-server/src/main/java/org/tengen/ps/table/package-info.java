/**
 * How a dense table, one flat float32 vector, is cut: ranges of positions, slices, and the shards
 * that hold them. Knows nothing of what is trained on it.
 */
@NullMarked
package org.tengen.ps.table;

import org.jspecify.annotations.NullMarked;
