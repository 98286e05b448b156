/**
 * A language model's training step by Tengen's own recurrent layers and by PyTorch, at the same
 * weights and words: whether the gradients are the same, and what a step takes.
 */
@NullMarked
package org.tengen.bench.recurrent;

import org.jspecify.annotations.NullMarked;
