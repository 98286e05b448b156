/**
 * The fused softmax head beside Deeplearning4j's own output layer, in one language model: what a
 * training step takes, and whether the gradients are the same. Every contender starts at the same
 * weights, reads the same batch and computes in the same JVM, in turns.
 */
@NullMarked
package org.tengen.bench.head;

import org.jspecify.annotations.NullMarked;
