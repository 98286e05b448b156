package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.models.Batch;
import org.tengen.models.Replica;
import org.tengen.models.dl4j.floats.Floats;

/**
 * A replica whose step computes on flat parameters of its own, none of which is a statistic.
 *
 * @param <B> what it computes on
 */
abstract class FlatReplica<B extends Batch> implements Replica<B> {
  private final int length;
  private final Floats parameters;
  private final Floats gradient;

  /** So many parameters, all zero. */
  FlatReplica(int length) {
    NativeRuntime.computeOnThisThreadAlone();
    this.length = length;
    parameters = Floats.zeros(length);
    gradient = Floats.zeros(length);
  }

  final Floats flatParameters() {
    return parameters;
  }

  final Floats flatGradient() {
    return gradient;
  }

  @Override
  public final int length() {
    return length;
  }

  @Override
  public final FloatBuffer parameters() {
    return parameters.buffer();
  }

  @Override
  public final FloatBuffer gradient() {
    return gradient.buffer();
  }

  @Override
  public final List<Span> statistics() {
    return List.of();
  }

  /** Gives back what the step holds. */
  abstract void freeStep();

  @Override
  public final void close() {
    freeStep();
    parameters.free();
    gradient.free();
  }
}
