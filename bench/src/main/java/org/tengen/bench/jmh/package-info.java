/**
 * The hot paths by themselves, under JMH: the server's optimisers, frames on the wire, a worker's
 * step and its reading of batches. Each stands beside a ceiling, such as a copy of the same bytes,
 * taken in the same run: figures from two machines cannot be compared, ratios can.
 *
 * <p>JMH wants its classes public and reports a second counter, e.g. {@code adam:gigabytes}: GB of
 * the table's own floats (not of state or gradient) a second.
 */
@NullMarked
package org.tengen.bench.jmh;

import org.jspecify.annotations.NullMarked;
