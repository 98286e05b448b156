package org.tengen.ps.simulation;

import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;

/** What is on its way: copied when it is sent, for the sender's arrays are his again soon. */
final class Sent {
  static final int HEADER_BYTES = 64;

  private Sent() {}

  static Request copied(Request request) {
    return request instanceof Request.Push push
        ? new Request.Push(
            push.lane(),
            push.incarnation(),
            push.clock(),
            push.slice(),
            push.pulledVersion(),
            push.samples(),
            push.epoch(),
            copied(push.payload()))
        : request;
  }

  static Payload copied(Payload payload) {
    if (payload instanceof CodedPayload coded) {
      return coded.copy();
    }
    float[] floats = new float[payload.length()];
    payload.read(0, floats, 0, floats.length);
    return Payload.of(floats, 0, floats.length);
  }

  static int bytes(Request request) {
    return request instanceof Request.Push push
        ? HEADER_BYTES + bytes(push.payload())
        : HEADER_BYTES;
  }

  static int bytes(Payload payload) {
    return payload instanceof CodedPayload coded ? coded.bytes() : Float.BYTES * payload.length();
  }
}
