package org.tengen.models.dl4j;

import org.tengen.models.NetworkSettings;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.recurrent.InitialWeights;
import org.tengen.models.dl4j.recurrent.MiddleWordStep;

/** The middle-word network. */
final class MiddleWordReplica extends FlatReplica<WindowBatch> {
  private final NetworkSettings.MiddleWord settings;
  private final MiddleWordStep step;

  MiddleWordReplica(NetworkSettings.MiddleWord settings) {
    super(Math.toIntExact(settings.parameters()));
    this.settings = settings;
    step = new MiddleWordStep(settings, FloatMaths.best());
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
    if (batch.window() != 2 * settings.side()) {
      throw new IllegalArgumentException(
          "window %d: expected %d, %d words on each side"
              .formatted(batch.window(), 2 * settings.side(), settings.side()));
    }
  }

  @Override
  void freeStep() {
    step.free();
  }
}
