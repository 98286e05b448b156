/** Tests. */
@NullMarked
package org.tengen.ps.table;

import org.jspecify.annotations.NullMarked;
