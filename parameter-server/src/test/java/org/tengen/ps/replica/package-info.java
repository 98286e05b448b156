/** Tests of replicas, one method call after the other. */
@NullMarked
package org.tengen.ps.replica;

import org.jspecify.annotations.NullMarked;
