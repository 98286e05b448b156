/**
 * The words of {@link org.tengen.ps.protocol} as bytes: frames with a fixed little-endian header,
 * raw floats, bounded strings, and the handshake that opens a connection. Pure: bytes in, bytes
 * out; no socket, no clock, no randomness of its own. Nothing is deserialised as objects, and a
 * frame is judged by its header before a byte of its payload is read.
 */
@NullMarked
package org.tengen.ps.wire;

import org.jspecify.annotations.NullMarked;
