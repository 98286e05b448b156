package org.tengen.ps.simulation;

import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;

/** What is on its way, of dense tables and of rows, and how large it is. */
final class Sent {
  static final int HEADER_BYTES = 64;

  private Sent() {}

  static boolean isPush(Request request) {
    return request instanceof Request.Push || request instanceof Request.RowPush;
  }

  static boolean isPull(Request request) {
    return request instanceof Request.Pull || request instanceof Request.RowPull;
  }

  /** The clock of a push or a pull. */
  static long clock(Request request) {
    if (request instanceof Request.Push push) {
      return push.clock();
    } else if (request instanceof Request.RowPush push) {
      return push.clock();
    } else if (request instanceof Request.RowPull pull) {
      return pull.clock();
    }
    return ((Request.Pull) request).clock();
  }

  static int bytes(Request request) {
    if (request instanceof Request.Push push) {
      return HEADER_BYTES + bytes(push.payload());
    } else if (request instanceof Request.RowPush push) {
      return HEADER_BYTES + bytes(push.payload());
    }
    return request instanceof Request.RowList list
        ? HEADER_BYTES + list.rows().length
        : HEADER_BYTES;
  }

  static int bytes(Payload payload) {
    return payload instanceof CodedPayload coded ? coded.bytes() : Float.BYTES * payload.length();
  }
}
