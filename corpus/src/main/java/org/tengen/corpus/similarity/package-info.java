/**
 * What people say of words against what vectors say: how alike two words are, in the order that
 * both put pairs in, and which word completes an analogy.
 */
@NullMarked
package org.tengen.corpus.similarity;

import org.jspecify.annotations.NullMarked;
