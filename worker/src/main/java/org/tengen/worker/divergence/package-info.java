/**
 * When a training has diverged, and what to say of it. The loss is watched wherever it is gathered:
 * by the driver of a real training, and by a simulation. Knows the strategies by their properties,
 * and nothing of Spark.
 */
@NullMarked
package org.tengen.worker.divergence;

import org.jspecify.annotations.NullMarked;
