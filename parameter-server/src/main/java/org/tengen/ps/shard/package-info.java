/**
 * The shard: the single writer of some slices of a table. It takes requests and a clock and nothing
 * else; threads, sockets and disks stand outside, so the same class serves in one JVM, over sockets
 * and in a simulation.
 */
@NullMarked
package org.tengen.ps.shard;

import org.jspecify.annotations.NullMarked;
