/**
 * The trainings themselves: the next-word network on a text corpus, evaluated, checkpointed and
 * measured as it runs, and the comparison of strategies at equal samples.
 */
@NullMarked
package org.tengen.driver.training;

import org.jspecify.annotations.NullMarked;
