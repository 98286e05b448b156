/** Tests. */
@NullMarked
package org.tengen.ps.shard;

import org.jspecify.annotations.NullMarked;
