/** Tests. */
@NullMarked
package org.tengen.ps.client;

import org.jspecify.annotations.NullMarked;
