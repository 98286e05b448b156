/**
 * Games that networks learn from: read from SGF files and archives of them on any file system that
 * Hadoop opens, each once, split into training and validation by game, and dealt out to lanes. What
 * cannot be learned from is left out and counted, or ends the run.
 */
@NullMarked
package org.tengen.driver.games;

import org.jspecify.annotations.NullMarked;
