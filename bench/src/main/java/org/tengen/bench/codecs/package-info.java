/**
 * What codecs save and what that costs: the next-word network under each, to the same budget of
 * samples, with the bytes that went over the wire beside the perplexity.
 *
 * <p>Started by the launcher, {@code ./tengen bench codecs.NextWord}. Nothing here ships.
 */
@NullMarked
package org.tengen.bench.codecs;

import org.jspecify.annotations.NullMarked;
