/**
 * Tengen's networks on Deeplearning4j: replicas that work on its flat buffers without copies, our
 * own layers where its own are slow, and how the native side is set up so that a gradient has the
 * same bits each time. Nothing here knows of Spark.
 */
@NullMarked
package org.tengen.models.dl4j;

import org.jspecify.annotations.NullMarked;
