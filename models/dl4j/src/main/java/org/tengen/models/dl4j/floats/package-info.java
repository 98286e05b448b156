/**
 * Floats outside the heap, matrix products on them, and the exponential and its relatives by vector
 * instructions: what layers are computed with. Whichever implementation runs, results have the same
 * bits.
 */
@NullMarked
package org.tengen.models.dl4j.floats;

import org.jspecify.annotations.NullMarked;
