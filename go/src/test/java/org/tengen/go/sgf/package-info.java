/** Tests of game records. */
@NullMarked
package org.tengen.go.sgf;

import org.jspecify.annotations.NullMarked;
