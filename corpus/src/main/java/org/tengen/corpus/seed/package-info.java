/**
 * Chance that is not chance: every random choice is a pure function of a run's seed and of what it
 * is about. There is no generator with a state, so a choice can be made again in any order, in any
 * process, at any time, and comes out the same.
 */
@NullMarked
package org.tengen.corpus.seed;

import org.jspecify.annotations.NullMarked;
