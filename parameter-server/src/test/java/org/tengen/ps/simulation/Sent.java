package org.tengen.ps.simulation;

import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;

/** How large what is on its way is. */
final class Sent {
  static final int HEADER_BYTES = 64;

  private Sent() {}

  static int bytes(Request request) {
    return request instanceof Request.Push push
        ? HEADER_BYTES + bytes(push.payload())
        : HEADER_BYTES;
  }

  static int bytes(Payload payload) {
    return payload instanceof CodedPayload coded ? coded.bytes() : Float.BYTES * payload.length();
  }
}
