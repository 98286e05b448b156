/**
 * How training records are dealt out to lanes where their lengths have a say. {@link
 * org.tengen.corpus.deal.LengthCounts} measure the parts of a corpus, each wherever it is read; a
 * {@link org.tengen.corpus.deal.TokenDeal} then finds each record's lane, part by part, as one
 * dealer with the whole corpus before him would.
 */
@NullMarked
package org.tengen.corpus.deal;

import org.jspecify.annotations.NullMarked;
