/**
 * Row tables: matrices of which lanes read and change some rows at a time, as embeddings are. The
 * rows of a table are dealt out to shards, each a single writer like a shard of a dense table, with
 * the same lanes, leases and admission. A row has its first values from the run's seed, and memory
 * from its first push on.
 */
@NullMarked
package org.tengen.ps.rows;

import org.jspecify.annotations.NullMarked;
