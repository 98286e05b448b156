/**
 * The examples of any RDD, numbered and dealt to lanes. Which lane an example goes to, and in which
 * place, is decided by its number and a seed alone, so that a partition that is computed again has
 * the same bytes.
 */
@NullMarked
package org.tengen.driver.examples;

import org.jspecify.annotations.NullMarked;
