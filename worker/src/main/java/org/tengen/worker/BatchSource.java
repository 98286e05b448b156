package org.tengen.worker;

import org.tengen.models.Batch;

/**
 * A lane's samples, cut into batches. The batch of a clock depends on the clock alone, so that a
 * lane can go on anywhere.
 *
 * @param <B> what the replica computes on
 */
@FunctionalInterface
public interface BatchSource<B extends Batch> {
  /** The batch of iteration {@code clock}; valid until the next call. */
  B at(long clock);
}
