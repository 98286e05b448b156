/** Tests of games that are read and dealt out. */
@NullMarked
package org.tengen.driver.games;

import org.jspecify.annotations.NullMarked;
