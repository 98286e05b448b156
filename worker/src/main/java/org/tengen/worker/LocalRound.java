package org.tengen.worker;

import java.nio.FloatBuffer;
import org.tengen.ps.strategy.Sent;

/**
 * Some steps on weights that begin as the pulled ones; how far they went is pushed. The clock and
 * what is pulled decide all of it, but for a state that is kept: a lane that begins in another task
 * begins without one.
 */
final class LocalRound extends OwnRound {
  private final Sent.WeightChange sent;

  LocalRound(Sent.WeightChange sent, OwnSteps own, RoundBuffers buffers) {
    super(own, buffers);
    this.sent = sent;
  }

  @Override
  public boolean pullsBefore() {
    return true;
  }

  @Override
  public boolean pullsAfter() {
    return false;
  }

  @Override
  public int run(Steps steps, int lane, long clock) throws InterruptedException {
    own.weights().take(buffers.pulled());
    switch (sent.state()) {
      case KEPT -> {}
      case AVERAGED -> own.weights().takeState(buffers.pulled(), clock * sent.steps());
      case RESET -> own.weights().forget();
    }
    int samples = own.run(steps, lane, clock);
    own.weights().change(buffers.pulled(), samples, buffers.push());
    return samples;
  }

  @Override
  public FloatBuffer push(int samples) {
    return FloatBuffer.wrap(buffers.push());
  }
}
