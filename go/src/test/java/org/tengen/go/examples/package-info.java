/** Tests of what records are made of. */
@NullMarked
package org.tengen.go.examples;

import org.jspecify.annotations.NullMarked;
