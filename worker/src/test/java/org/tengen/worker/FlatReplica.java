package org.tengen.worker;

import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.models.Batch;
import org.tengen.models.Replica;

/** A replica of some parameters whose step a test says; its batches are numbers of steps. */
abstract class FlatReplica implements Replica<FlatReplica.Numbered> {
  private final FloatBuffer parameters;
  private final FloatBuffer gradient;

  FlatReplica(int length) {
    parameters = FloatBuffer.allocate(length);
    gradient = FloatBuffer.allocate(length);
  }

  /** Two samples. */
  record Numbered(long step) implements Batch {
    @Override
    public int samples() {
      return 2;
    }
  }

  @Override
  public final int length() {
    return parameters.limit();
  }

  @Override
  public final FloatBuffer parameters() {
    return parameters;
  }

  @Override
  public final FloatBuffer gradient() {
    return gradient;
  }

  @Override
  public final List<Span> statistics() {
    return List.of();
  }

  @Override
  public final double loss(Numbered batch) {
    return 0;
  }

  @Override
  public final void close() {}
}
