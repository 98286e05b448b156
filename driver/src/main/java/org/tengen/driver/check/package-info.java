/**
 * Looks at a cluster before anybody trains on it: what each executor is, whether its native library
 * loads, and whether it reaches the driver.
 */
@NullMarked
package org.tengen.driver.check;

import org.jspecify.annotations.NullMarked;
