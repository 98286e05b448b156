package org.tengen.models.dl4j;

import org.tengen.models.NetworkSettings;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.recurrent.InitialWeights;
import org.tengen.models.dl4j.recurrent.MiddleWordStep;
import org.tengen.models.dl4j.recurrent.NextWordStep;
import org.tengen.models.dl4j.recurrent.WindowStep;

/**
 * A network that says one word for each window of words: the next-word network or the middle-word
 * network.
 */
final class WindowReplica extends FlatReplica<WindowBatch> {
  private final WindowStep step;

  /**
   * The next-word network. Parameters and their order are those of {@link NextWordNetwork}'s
   * configuration, where Deeplearning4j has such a cell.
   */
  WindowReplica(NetworkSettings.NextWord settings) {
    super(Math.toIntExact(settings.parameters()));
    step = new NextWordStep(settings, FloatMaths.best());
    InitialWeights.fill(settings, parameters());
  }

  /** The middle-word network. */
  WindowReplica(NetworkSettings.MiddleWord settings) {
    super(Math.toIntExact(settings.parameters()));
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
    if (batch.window() != step.window()) {
      throw new IllegalArgumentException(
          "window " + batch.window() + ": expected " + step.expected());
    }
  }

  @Override
  void freeStep() {
    step.free();
  }
}
