/**
 * The trainings themselves: the next-word network on a text corpus, evaluated, checkpointed and
 * measured as it runs, the comparison of strategies at equal samples, and word vectors.
 */
@NullMarked
package org.tengen.driver.training;

import org.jspecify.annotations.NullMarked;
