/**
 * What networks of text are measured against: n-gram models on the same split of the same text.
 *
 * <p>Started by the launcher, {@code ./tengen bench text.Ngram}. Nothing here ships.
 */
@NullMarked
package org.tengen.bench.text;

import org.jspecify.annotations.NullMarked;
