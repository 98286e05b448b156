/**
 * The coordinator: who holds which lane. Lanes come together here, leases are numbered here, and
 * what workers say of themselves is kept here. Like a shard it is a single writer without threads
 * or clocks of its own.
 */
@NullMarked
package org.tengen.ps.lane;

import org.jspecify.annotations.NullMarked;
