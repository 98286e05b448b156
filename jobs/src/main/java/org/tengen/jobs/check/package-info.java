/**
 * Looks whether a machine or a cluster can run the jobs. Each check says what it saw and, where
 * something is wrong, how to mend it.
 */
@NullMarked
package org.tengen.jobs.check;

import org.jspecify.annotations.NullMarked;
