package org.tengen.ps.protocol;

/**
 * Something that takes requests and answers them: a shard, the coordinator, or the near end of a
 * connection to one of them.
 *
 * <p>{@link #submit} returns at once. Each request ends in exactly one {@link Reply} to its
 * handler, {@link Reply.Refused} included; a connection that breaks answers everything outstanding
 * with {@link Reply.Refused.Reason#LOST}.
 */
public interface Endpoint {
  /** Takes {@code request}; the answer goes to {@code handler} on a thread of the endpoint's. */
  void submit(Request request, ReplyHandler handler);
}
