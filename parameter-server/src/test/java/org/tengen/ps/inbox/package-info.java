/** Tests. */
@NullMarked
package org.tengen.ps.inbox;

import org.jspecify.annotations.NullMarked;
