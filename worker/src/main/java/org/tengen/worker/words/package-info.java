/**
 * The training of word vectors inside a task: two row tables at the parameter server, of which a
 * lane fetches the rows of one block of its text after the other, trains on them, and pushes what
 * has changed. Where the strategy has no barrier the next block's rows are fetched, and the last
 * one's changes pushed, while a block is computed.
 */
@NullMarked
package org.tengen.worker.words;

import org.jspecify.annotations.NullMarked;
