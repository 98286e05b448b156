/** Tests of the dealing of examples. */
@NullMarked
package org.tengen.driver.examples;

import org.jspecify.annotations.NullMarked;
