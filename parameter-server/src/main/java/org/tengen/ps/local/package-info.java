/**
 * What a lane does with weights of its own, where the strategy has the optimiser run in the worker:
 * its steps, what it pushes of them, and the table that the server then has. Pure arithmetic on
 * arrays; a lane's loop in the worker drives it, and the simulation too.
 */
@NullMarked
package org.tengen.ps.local;

import org.jspecify.annotations.NullMarked;
