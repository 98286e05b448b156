/** Tests of batches of games. */
@NullMarked
package org.tengen.worker.games;

import org.jspecify.annotations.NullMarked;
