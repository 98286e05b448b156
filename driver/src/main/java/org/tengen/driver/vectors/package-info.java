/**
 * Files of word vectors: in word2vec's two formats, which the corpus module has, and as a table in
 * Parquet, which Spark and its like read. One is written a vector at a time, so it may be larger
 * than this process.
 */
@NullMarked
package org.tengen.driver.vectors;

import org.jspecify.annotations.NullMarked;
