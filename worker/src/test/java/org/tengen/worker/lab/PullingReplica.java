package org.tengen.worker.lab;

import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.corpus.seed.Seeds;
import org.tengen.models.Batch;
import org.tengen.models.Replica;

/**
 * Every weight is pulled towards a number of the sample's own, and by its neighbour: not linear, so
 * that the order of updates shows.
 */
final class PullingReplica implements Replica<PullingReplica.Drawn> {
  static final int SAMPLES = 2;

  private final FloatBuffer parameters;
  private final FloatBuffer gradient;

  PullingReplica(int length) {
    parameters = FloatBuffer.allocate(length);
    gradient = FloatBuffer.allocate(length);
  }

  /** Samples that a seed stands for. */
  record Drawn(long seed, boolean goesOn) implements Batch {
    Drawn(long seed) {
      this(seed, false);
    }

    @Override
    public int samples() {
      return SAMPLES;
    }
  }

  @Override
  public int length() {
    return parameters.limit();
  }

  @Override
  public FloatBuffer parameters() {
    return parameters;
  }

  @Override
  public FloatBuffer gradient() {
    return gradient;
  }

  @Override
  public List<Span> statistics() {
    return List.of();
  }

  @Override
  public double step(Drawn batch, long randomSeed) {
    double loss = 0;
    for (int i = 0; i < length(); i++) {
      float target = (float) Seeds.unit(Seeds.derive(batch.seed() + randomSeed, i));
      float weight = parameters.get(i);
      float neighbour = parameters.get((i + 1) % length());
      float off = weight - target + 0.1f * neighbour * neighbour;
      gradient.put(i, SAMPLES * off);
      loss += off * off;
    }
    return loss;
  }

  @Override
  public double loss(Drawn batch) {
    throw new IllegalStateException("nobody evaluates this replica");
  }

  @Override
  public void close() {}
}
