/**
 * The command line: one class per job, each of which reads its settings, starts Spark through the
 * driver, and says what became of it. Only here are flags parsed, lines printed and exit codes
 * chosen.
 */
@NullMarked
package org.tengen.jobs;

import org.jspecify.annotations.NullMarked;
