/**
 * Shards that two processes have, so that one may die: who serves, what the other must have before
 * an answer leaves, and when it takes over.
 *
 * <p>What is replicated is what a shard is asked, in one order; a shard is a function of that. The
 * primary does what a lane asks <em>after</em> its successor has said that it has it, so that the
 * primary never knows more than the successor: whatever an answer shows, a pushed gradient or read
 * weights, outlives either of the two. {@link org.tengen.ps.replica.ReplicatedShard} is a process's
 * side of it, {@link org.tengen.ps.replica.Succession} the coordinator's. No threads, no sockets,
 * and no clock but the one that is passed in.
 */
@NullMarked
package org.tengen.ps.replica;

import org.jspecify.annotations.NullMarked;
