/** Tests of hosts in this process, over loopback. */
@NullMarked
package org.tengen.ps.host;

import org.jspecify.annotations.NullMarked;
