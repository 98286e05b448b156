package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.recurrent.InitialWeights;
import org.tengen.models.dl4j.recurrent.NextWordStep;

/**
 * The next-word network as a Deeplearning4j network: embedding, recurrent layers, and softmax over
 * the vocabulary of the last time step alone.
 *
 * <p>The configuration, the parameters and their order are the engine's; the step itself is {@link
 * NextWordStep}'s.
 */
final class NextWordReplica implements Replica<WindowBatch> {
  private final int length;
  private final MultiLayerNetwork network;
  private final FloatBuffer parameters;
  private final FloatBuffer gradient;
  private final NetworkSettings.NextWord settings;
  private final NextWordStep step;
  private final Floats flatParameters;
  private final Floats flatGradient;

  NextWordReplica(NetworkSettings.NextWord settings) {
    this.settings = settings;
    NativeRuntime.computeOnThisThreadAlone();
    network = new MultiLayerNetwork(NextWordNetwork.configuration(settings, new NoOp()));
    network.init();
    network.initGradientsView();
    length = Math.toIntExact(network.numParams());
    parameters = network.params().data().asNioFloat();
    gradient = network.getGradientsViewArray().data().asNioFloat();
    flatParameters = new Floats(Blas.memory(network.params()), parameters);
    flatGradient = new Floats(Blas.memory(network.getGradientsViewArray()), gradient);
    step = new NextWordStep(settings, FloatMaths.best());
    new InitialWeights(settings).fill(parameters);
  }

  @Override
  public int length() {
    return length;
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
  public double step(WindowBatch batch, long randomSeed) {
    check(batch);
    return step.gradient(batch, flatParameters, flatGradient, randomSeed);
  }

  @Override
  public double loss(WindowBatch batch) {
    check(batch);
    return step.loss(batch, flatParameters);
  }

  private void check(WindowBatch batch) {
    if (batch.window() != settings.window()) {
      throw new IllegalArgumentException(
          "window " + batch.window() + ": expected " + settings.window());
    }
  }

  /** The same network as Deeplearning4j sees it, on the same parameters and gradient. */
  MultiLayerNetwork network() {
    return network;
  }

  @Override
  public void close() {
    step.free();
    network.close();
  }
}
