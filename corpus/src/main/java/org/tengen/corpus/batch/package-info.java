/**
 * What a lane computes on at a clock. A {@link org.tengen.corpus.batch.Windows} makes a sample of a
 * position in a token stream from the tokens before it, {@link org.tengen.corpus.batch.Middles}
 * from those on both sides; {@link org.tengen.corpus.batch.LaneBatches} puts the positions in a new
 * order each round. {@link org.tengen.corpus.batch.LaneChunks} leaves the text in its order. Both
 * find any clock's batch without going through those before it.
 */
@NullMarked
package org.tengen.corpus.batch;

import org.jspecify.annotations.NullMarked;
