/** Tests. */
@NullMarked
package org.tengen.ps.rows;

import org.jspecify.annotations.NullMarked;
