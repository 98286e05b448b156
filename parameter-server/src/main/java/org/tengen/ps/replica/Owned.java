package org.tengen.ps.replica;

import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;

/** Requests whose floats are nobody else's. */
final class Owned {
  private Owned() {}

  /** The same request, with a copy of its floats if it has any. */
  static Request of(Request request) {
    return request instanceof Request.Push push
        ? new Request.Push(
            push.lane(),
            push.incarnation(),
            push.clock(),
            push.slice(),
            push.pulledVersion(),
            push.samples(),
            push.epoch(),
            of(push.payload()))
        : request;
  }

  private static Payload of(Payload payload) {
    if (payload instanceof CodedPayload coded) {
      return coded.copy();
    }
    float[] floats = new float[payload.length()];
    payload.read(0, floats, 0, floats.length);
    return Payload.of(floats, 0, floats.length);
  }
}
