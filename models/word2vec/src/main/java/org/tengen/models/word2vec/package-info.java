/**
 * Word vectors by CBOW and skip-gram (Mikolov et al. 2013), in three parts that know nothing of
 * each other's insides. A {@link org.tengen.models.word2vec.BlockPlanner} draws all that is random
 * and says which rows of both tables a block of text touches; a {@link
 * org.tengen.models.word2vec.Kernel} does the arithmetic on {@link
 * org.tengen.models.word2vec.Rows}; whoever trains decides where rows live. {@link
 * org.tengen.models.word2vec.LocalTraining} has them in one array that threads share.
 */
@NullMarked
package org.tengen.models.word2vec;

import org.jspecify.annotations.NullMarked;
