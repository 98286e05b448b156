/**
 * The classic exercises of recurrent and deep networks, small enough to be trained while one looks:
 * binary addition, first weights, a sine. Each {@link org.tengen.models.dl4j.exercise.Exercise} is
 * a network of Deeplearning4j's with examples that seeds decide, so that it can be trained
 * anywhere.
 */
@NullMarked
package org.tengen.models.dl4j.exercise;

import org.jspecify.annotations.NullMarked;
