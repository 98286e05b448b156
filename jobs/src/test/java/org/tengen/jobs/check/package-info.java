/** Tests of the package of the same name. */
@NullMarked
package org.tengen.jobs.check;

import org.jspecify.annotations.NullMarked;
