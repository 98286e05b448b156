/**
 * Text as training data: where it is read, how it is cut into tokens and numbered, how it is dealt
 * out among workers, and the counted models that a network has to beat.
 *
 * <p>Everything here is decided by the text and a seed. Nothing depends on how many files, threads
 * or machines took part, and nothing here knows what a cluster or a network is.
 */
@NullMarked
package org.tengen.corpus;

import org.jspecify.annotations.NullMarked;
