package org.tengen.ps.simulation;

import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** Carries requests and answers: late, out of order between slices, sometimes not at all. */
final class Network {
  private final VirtualTime time;
  private final Random random;
  private final Faults faults;

  Network(VirtualTime time, Random random, Faults faults) {
    this.time = time;
    this.random = random;
    this.faults = faults;
  }

  /** What a lane hears. */
  interface Ear {
    void weights(int slice, long version, float[] weights);

    void reply(Reply reply);
  }

  /**
   * Sends a request.
   *
   * @param open whether the server that is meant still lives
   * @param turn run after the request has arrived
   */
  void send(Endpoint endpoint, Request request, Ear ear, BooleanSupplier open, Runnable turn) {
    boolean cut = random.nextDouble() < faults.cut();
    boolean arrives = !cut || random.nextBoolean();
    long there = latency();
    if (cut) {
      time.after(there + latency(), () -> ear.reply(lost()));
    }
    if (arrives) {
      time.after(there, () -> arrive(endpoint, request, cut ? new Deaf() : ear, open, turn));
    }
  }

  private void arrive(
      Endpoint endpoint, Request request, Ear ear, BooleanSupplier open, Runnable turn) {
    if (!open.getAsBoolean()) {
      ear.reply(lost());
      return;
    }
    endpoint.submit(request, new Return(ear));
    turn.run();
  }

  /** The way back: weights are copied when they are sent, and all answers take their time. */
  private final class Return implements ReplyHandler {
    private final Ear ear;
    private final long back = latency();

    Return(Ear ear) {
      this.ear = ear;
    }

    @Override
    public void onWeights(int slice, long version, Payload weights) {
      float[] copy = new float[weights.length()];
      weights.read(0, copy, 0, copy.length);
      time.after(back, () -> ear.weights(slice, version, copy));
    }

    @Override
    public void onReply(Reply reply) {
      time.after(back, () -> ear.reply(reply));
    }
  }

  /** Nobody listens any more. */
  private record Deaf() implements Ear {
    @Override
    public void weights(int slice, long version, float[] weights) {}

    @Override
    public void reply(Reply reply) {}
  }

  /** An ear for one reply. */
  static Ear forReply(Consumer<Reply> consumer) {
    return new Ear() {
      @Override
      public void weights(int slice, long version, float[] weights) {
        throw new AssertionError("weights answer no pull");
      }

      @Override
      public void reply(Reply reply) {
        consumer.accept(reply);
      }
    };
  }

  private long latency() {
    return 1 + (long) (faults.latencyNs() * -Math.log(1 - random.nextDouble()));
  }

  private static Reply lost() {
    return new Reply.Refused(Reply.Refused.Reason.LOST, "cut");
  }
}
