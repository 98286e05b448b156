/**
 * What networks of text are measured against, n-gram models on the same split of the same text; and
 * how fast text is cut.
 *
 * <p>Started by the launcher, {@code ./tengen bench text.Ngram} and {@code text.Tokenizers}.
 * Nothing here ships.
 */
@NullMarked
package org.tengen.bench.text;

import org.jspecify.annotations.NullMarked;
