/**
 * How a dense table, one flat float32 vector, is described and cut: blocks with an optimiser each,
 * statistics that no optimiser touches, slices, and the shards that hold them.
 */
@NullMarked
package org.tengen.ps.table;

import org.jspecify.annotations.NullMarked;
