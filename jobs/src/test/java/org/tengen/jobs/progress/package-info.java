/** Tests of the package of the same name. */
@NullMarked
package org.tengen.jobs.progress;

import org.jspecify.annotations.NullMarked;
