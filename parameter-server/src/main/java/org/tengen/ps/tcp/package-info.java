/**
 * The way between processes: one listening port and, for lanes of the same host, a Unix domain
 * socket; connections that lanes open, and {@link org.tengen.ps.protocol.Endpoint}s at both ends.
 * Bytes are {@link org.tengen.ps.wire}'s; sockets are Netty's, in the version that Spark ships. On
 * one host slices lie in memory that both ends map, and only their headers go over the socket.
 * Nothing waits without a deadline, and a peer that has gone silent is noticed by its missing
 * heartbeats.
 */
@NullMarked
package org.tengen.ps.tcp;

import org.jspecify.annotations.NullMarked;
