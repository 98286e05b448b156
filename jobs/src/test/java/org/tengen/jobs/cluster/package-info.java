/**
 * Whole trainings on real processes: a standalone Spark cluster on this machine, spark-submit, a
 * small HDFS. They show what survives a kill, which bits a run ends in, and how much memory it
 * takes. Whoever starts a process here ends it, by its number.
 */
@NullMarked
package org.tengen.jobs.cluster;

import org.jspecify.annotations.NullMarked;
