/**
 * Softmax over many classes and its cross-entropy: a matrix product, the logits' gradient while
 * they are in the cache, and two products back. Targets are class numbers or probabilities.
 */
@NullMarked
package org.tengen.models.dl4j.softmax;

import org.jspecify.annotations.NullMarked;
