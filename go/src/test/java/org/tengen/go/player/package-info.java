/** Tests of players. */
@NullMarked
package org.tengen.go.player;

import org.jspecify.annotations.NullMarked;
