/**
 * What a lane computes on at a clock. A {@link org.tengen.corpus.batch.Windows} makes a sample of a
 * position in a token stream; {@link org.tengen.corpus.batch.LaneBatches} puts the positions in a
 * new order each round, and finds any clock's batch without going through those before it.
 */
@NullMarked
package org.tengen.corpus.batch;

import org.jspecify.annotations.NullMarked;
