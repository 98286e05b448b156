/** The names of metrics, and the page that lists them. */
@NullMarked
package org.tengen.jobs.metric;

import org.jspecify.annotations.NullMarked;
