/**
 * What the classic exercises train, and what is drawn of it: which networks are compared, for how
 * many steps, and the plots of the page that an exercise leaves.
 */
@NullMarked
package org.tengen.jobs.exercise;

import org.jspecify.annotations.NullMarked;
