package org.tengen.ps.simulation;

import java.util.List;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/**
 * What a shard has answered.
 *
 * @param newestLease the newest lease of the request's lane that had attached to the shard
 * @param read the slices that a pull has returned
 */
record Answered(int shard, Request request, Reply reply, int newestLease, List<Read> read) {}
