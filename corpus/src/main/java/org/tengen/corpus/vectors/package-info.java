/**
 * Words with their vectors: what is nearest to what, analogies, and the two file formats of
 * word2vec, which most other programs for word vectors read and write.
 */
@NullMarked
package org.tengen.corpus.vectors;

import org.jspecify.annotations.NullMarked;
