/** Tests of connections without a thread, against bare sockets. */
@NullMarked
package org.tengen.ps.driven;

import org.jspecify.annotations.NullMarked;
