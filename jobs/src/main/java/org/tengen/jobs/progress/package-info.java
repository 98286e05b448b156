/**
 * What a person sees while a training runs: one line that is rewritten in place on a terminal, or a
 * line every ten seconds in a log.
 */
@NullMarked
package org.tengen.jobs.progress;

import org.jspecify.annotations.NullMarked;
