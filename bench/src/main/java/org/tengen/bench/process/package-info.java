/** Processes that benchmarks start: none is waited for without an end. */
@NullMarked
package org.tengen.bench.process;

import org.jspecify.annotations.NullMarked;
