/** Tests of what lanes do with weights of their own. */
@NullMarked
package org.tengen.ps.local;

import org.jspecify.annotations.NullMarked;
