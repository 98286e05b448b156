/**
 * Words cut into pieces that are learned from a text (byte-pair encoding; Sennrich, Haddow and
 * Birch 2016), so that a small vocabulary spells every word. {@link
 * org.tengen.corpus.subword.MergeLearner} learns {@link org.tengen.corpus.subword.Merges} from
 * counted words; a {@link org.tengen.corpus.subword.SubwordTokenizer} cuts another tokenizer's
 * words with them. Files and pieces are as the authors' program subword-nmt writes them.
 */
@NullMarked
package org.tengen.corpus.subword;

import org.jspecify.annotations.NullMarked;
