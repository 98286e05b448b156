/**
 * What threads do that have nothing to do: look for more for a moment, or sleep. An answer from
 * another process on the same host is often microseconds away, and waking a sleeper takes longer;
 * but cores are shared with those who compute.
 */
@NullMarked
package org.tengen.ps.idle;

import org.jspecify.annotations.NullMarked;
