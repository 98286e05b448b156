/** Tests of the package of the same name. */
@NullMarked
package org.tengen.jobs;

import org.jspecify.annotations.NullMarked;
