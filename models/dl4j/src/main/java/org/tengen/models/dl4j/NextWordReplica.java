package org.tengen.models.dl4j;

import org.tengen.models.NetworkSettings;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.recurrent.InitialWeights;
import org.tengen.models.dl4j.recurrent.NextWordStep;

/**
 * The next-word network: embedding, recurrent layers, and softmax over the vocabulary of the last
 * time step alone.
 *
 * <p>Parameters and their order are those of {@link NextWordNetwork}'s configuration, where
 * Deeplearning4j has such a cell.
 */
final class NextWordReplica extends FlatReplica<WindowBatch> {
  private final NetworkSettings.NextWord settings;
  private final NextWordStep step;

  NextWordReplica(NetworkSettings.NextWord settings) {
    super(Math.toIntExact(settings.parameters()));
    this.settings = settings;
    step = new NextWordStep(settings, FloatMaths.best());
    InitialWeights.fill(settings, parameters());
  }

  @Override
  public double step(WindowBatch batch, long randomSeed) {
    check(batch);
    return step.gradient(batch, flatParameters(), flatGradient(), randomSeed);
  }

  @Override
  public double loss(WindowBatch batch) {
    check(batch);
    return step.loss(batch, flatParameters());
  }

  private void check(WindowBatch batch) {
    if (batch.window() != settings.window()) {
      throw new IllegalArgumentException(
          "window " + batch.window() + ": expected " + settings.window());
    }
  }

  @Override
  void freeStep() {
    step.free();
  }
}
