/**
 * Counted language models: what a network has to beat. A {@link org.tengen.corpus.ngram.Unigram}
 * knows no context; {@link org.tengen.corpus.ngram.KneserNey} is interpolated modified Kneser-Ney.
 * Both predict the very samples that a network is evaluated on, ids, padding and ends of sentences
 * alike, and {@link org.tengen.corpus.ngram.Perplexity} compares them.
 */
@NullMarked
package org.tengen.corpus.ngram;

import org.jspecify.annotations.NullMarked;
