/**
 * What runs once: it reads and partitions the corpus, starts the parameter server, launches a lane
 * per Spark task, evaluates, checkpoints, and writes the run folder.
 */
@NullMarked
package org.tengen.driver;

import org.jspecify.annotations.NullMarked;
