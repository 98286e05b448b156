/**
 * Time that does not pass by itself. Simulations of clusters run in it, on one thread: what happens
 * next is decided by what was scheduled, and so is the same each time.
 */
@NullMarked
package org.tengen.ps.time;

import org.jspecify.annotations.NullMarked;
