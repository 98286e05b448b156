/** Tests. */
@NullMarked
package org.tengen.ps.codec;

import org.jspecify.annotations.NullMarked;
