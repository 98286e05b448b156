/**
 * The lane's side of the parameter server: pull, push, and the repeats that make each push count
 * exactly once.
 */
@NullMarked
package org.tengen.ps.client;

import org.jspecify.annotations.NullMarked;
