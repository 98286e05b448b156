/**
 * What a run leaves on a {@link org.tengen.ps.store.Store}: checkpoints from which it can go on,
 * and its final weights as a file for other programs. A checkpoint's manifest is written last and
 * carries the checksums of all its files, so one that was torn or has rotted is known as such.
 */
@NullMarked
package org.tengen.ps.checkpoint;

import org.jspecify.annotations.NullMarked;
