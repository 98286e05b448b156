/** Rules that hold for the whole module. */
@NullMarked
package org.tengen.ps;

import org.jspecify.annotations.NullMarked;
