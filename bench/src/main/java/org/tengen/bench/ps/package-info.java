/**
 * How fast pushes and pulls are between real processes, by size and transport, and beside them in
 * the same run what the machine gives without a server: a bare sender and receiver, a copy, an
 * addition, and an all-reduce by gloo. Every figure comes from a child process of its own; the
 * parent only starts them and prints the table.
 */
@NullMarked
package org.tengen.bench.ps;

import org.jspecify.annotations.NullMarked;
