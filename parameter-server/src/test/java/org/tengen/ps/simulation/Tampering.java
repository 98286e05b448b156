package org.tengen.ps.simulation;

import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** A shard's door that a mutation has its hands in; this one passes everything on. */
abstract class Tampering implements Endpoint {
  private final Endpoint real;

  Tampering(Endpoint real) {
    this.real = real;
  }

  @Override
  public void submit(Request request, ReplyHandler handler) {
    if (request instanceof Request.Push push) {
      push(push, handler);
    } else if (request instanceof Request.Pull pull) {
      pull(pull, handler);
    } else if (request instanceof Request.RowPush push) {
      push(push, handler);
    } else if (request instanceof Request.RowPull pull) {
      pull(pull, handler);
    } else if (request instanceof Request.Attach attach) {
      attach(attach, handler);
    } else {
      pass(request, handler);
    }
  }

  void push(Request.Push push, ReplyHandler handler) {
    pass(push, handler);
  }

  void pull(Request.Pull pull, ReplyHandler handler) {
    pass(pull, handler);
  }

  void push(Request.RowPush push, ReplyHandler handler) {
    pass(push, handler);
  }

  void pull(Request.RowPull pull, ReplyHandler handler) {
    pass(pull, handler);
  }

  void attach(Request.Attach attach, ReplyHandler handler) {
    pass(attach, handler);
  }

  final void pass(Request request, ReplyHandler handler) {
    real.submit(request, handler);
  }

  static Request.Push with(Request.Push push, int incarnation, int samples, float[] floats) {
    return new Request.Push(
        push.lane(),
        incarnation,
        push.clock(),
        push.slice(),
        push.pulledVersion(),
        samples,
        push.epoch(),
        Payload.of(floats, 0, floats.length));
  }

  static float[] floats(Payload payload) {
    float[] floats = new float[payload.length()];
    payload.read(0, floats, 0, floats.length);
    return floats;
  }

  /** Passes an answer on, unless told otherwise. */
  static class Through implements ReplyHandler {
    private final ReplyHandler handler;

    Through(ReplyHandler handler) {
      this.handler = handler;
    }

    @Override
    public void onWeights(int slice, long version, Payload weights) {
      handler.onWeights(slice, version, weights);
    }

    @Override
    public boolean ready(Runnable again) {
      return handler.ready(again);
    }

    @Override
    public void onReply(Reply reply) {
      handler.onReply(reply);
    }
  }
}
