/**
 * Word vectors beside gensim, fastText and Spark's: words a second and how the vectors do, on one
 * text with the same words.
 *
 * <p>Started by the launcher, {@code ./tengen bench words.Speed}. Nothing here ships.
 */
@NullMarked
package org.tengen.bench.words;

import org.jspecify.annotations.NullMarked;
