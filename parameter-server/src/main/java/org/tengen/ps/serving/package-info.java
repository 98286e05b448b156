/**
 * What every shard is, whatever its tables hold: the single writer that lanes ask, by a lease each.
 * Here are the lanes and their leases, the budget that is given out, the pulls that wait and the
 * answers under way; what a push changes and a pull reads is the table's own affair. No threads and
 * no clock: both come from outside.
 */
@NullMarked
package org.tengen.ps.serving;

import org.jspecify.annotations.NullMarked;
