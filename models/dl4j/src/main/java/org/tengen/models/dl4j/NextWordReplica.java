package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.recurrent.InitialWeights;
import org.tengen.models.dl4j.recurrent.NextWordStep;

/**
 * The next-word network: embedding, recurrent layers, and softmax over the vocabulary of the last
 * time step alone.
 *
 * <p>Parameters and their order are those of {@link NextWordNetwork}'s configuration, where
 * Deeplearning4j has such a cell.
 */
final class NextWordReplica implements Replica<WindowBatch> {
  private final NetworkSettings.NextWord settings;
  private final NextWordStep step;
  private final Floats parameters;
  private final Floats gradient;

  NextWordReplica(NetworkSettings.NextWord settings) {
    this.settings = settings;
    NativeRuntime.computeOnThisThreadAlone();
    step = new NextWordStep(settings, FloatMaths.best());
    parameters = Floats.zeros(step.parameters());
    gradient = Floats.zeros(step.parameters());
    InitialWeights.fill(settings, parameters.buffer());
  }

  @Override
  public int length() {
    return step.parameters();
  }

  @Override
  public FloatBuffer parameters() {
    return parameters.buffer();
  }

  @Override
  public FloatBuffer gradient() {
    return gradient.buffer();
  }

  @Override
  public List<Span> statistics() {
    return List.of();
  }

  @Override
  public double step(WindowBatch batch, long randomSeed) {
    check(batch);
    return step.gradient(batch, parameters, gradient, randomSeed);
  }

  @Override
  public double loss(WindowBatch batch) {
    check(batch);
    return step.loss(batch, parameters);
  }

  private void check(WindowBatch batch) {
    if (batch.window() != settings.window()) {
      throw new IllegalArgumentException(
          "window " + batch.window() + ": expected " + settings.window());
    }
  }

  @Override
  public void close() {
    step.free();
    parameters.free();
    gradient.free();
  }
}
