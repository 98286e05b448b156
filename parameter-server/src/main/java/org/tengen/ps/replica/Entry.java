package org.tengen.ps.replica;

import org.tengen.ps.protocol.Request;

/**
 * Something that a shard was asked, at its place in the order in which all its replicas do it.
 *
 * @param epoch the epoch of the primary that forwards it
 * @param sequence 1, 2, 3, ... without a gap, through all epochs
 * @param request a push, pull, attach or detach. At the primary a push's payload is the lane's,
 *     readable until the reply; at the successor it is the entry's own
 */
public record Entry(long epoch, long sequence, Request request) {}
