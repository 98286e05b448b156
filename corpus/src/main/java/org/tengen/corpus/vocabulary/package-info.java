/**
 * From text to token ids. A {@link org.tengen.corpus.vocabulary.Tokenizer} cuts a record into
 * tokens; a {@link org.tengen.corpus.vocabulary.Vocabulary} numbers those that are frequent enough,
 * after three ids with a meaning of their own. It is built from counted words in bounded memory and
 * kept as a text file.
 */
@NullMarked
package org.tengen.corpus.vocabulary;

import org.jspecify.annotations.NullMarked;
