/** Tests of whole servers with real threads. */
@NullMarked
package org.tengen.ps.server;

import org.jspecify.annotations.NullMarked;
