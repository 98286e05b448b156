/** Tests of the Go Text Protocol, engine and controller. */
@NullMarked
package org.tengen.go.gtp;

import org.jspecify.annotations.NullMarked;
