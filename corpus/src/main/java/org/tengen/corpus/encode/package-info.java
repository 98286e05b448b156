/**
 * The way from text to partitions in one process: what a cluster does with many, for corpora that
 * one machine reads in a minute. Vocabulary, split and bytes are the same either way.
 */
@NullMarked
package org.tengen.corpus.encode;

import org.jspecify.annotations.NullMarked;
