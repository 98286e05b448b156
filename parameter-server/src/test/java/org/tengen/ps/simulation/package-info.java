/**
 * A cluster in one thread: virtual time, a seed, a network that delays, repeats and breaks, lanes
 * that are killed, taken over and slow. What must hold whatever happens are named invariants.
 */
@NullMarked
package org.tengen.ps.simulation;

import org.jspecify.annotations.NullMarked;
