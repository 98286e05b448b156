/**
 * The launch of lanes as Spark tasks: the session's start, slots and memory before it, the one
 * closure that runs inside a task, and the server that the lanes meet in.
 */
@NullMarked
package org.tengen.driver.launch;

import org.jspecify.annotations.NullMarked;
