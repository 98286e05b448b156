/**
 * The bounded mailbox through which other threads reach a single writer, and the only way to it.
 */
@NullMarked
package org.tengen.ps.inbox;

import org.jspecify.annotations.NullMarked;
