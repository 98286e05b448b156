/**
 * A run's state on any file system: the run folder with its record, metrics, checkpoints and
 * result.
 */
@NullMarked
package org.tengen.driver.run;

import org.jspecify.annotations.NullMarked;
