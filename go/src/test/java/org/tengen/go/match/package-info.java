/** Tests of matches. */
@NullMarked
package org.tengen.go.match;

import org.jspecify.annotations.NullMarked;
