/** Tests of what lanes say to coordinator and shards. */
@NullMarked
package org.tengen.ps.protocol;

import org.jspecify.annotations.NullMarked;
