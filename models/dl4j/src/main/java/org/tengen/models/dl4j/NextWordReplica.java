package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;

/**
 * The next-word network as a Deeplearning4j network: embedding, one recurrent layer, and softmax
 * over the vocabulary of the last time step alone.
 *
 * <p>It has no dropout, so a step takes no randomness. Word ids travel as floats, exact below 2^24.
 */
final class NextWordReplica implements Replica<WindowBatch> {
  private static final int LARGEST_VOCABULARY = 1 << 24;

  private final int length;
  private final MultiLayerNetwork network;
  private final FloatBuffer parameters;
  private final FloatBuffer gradient;
  private INDArray contexts = Nd4j.empty(DataType.FLOAT);
  private INDArray targets = Nd4j.empty(DataType.FLOAT);

  NextWordReplica(NetworkSettings.NextWord settings) {
    if (settings.vocabulary() > LARGEST_VOCABULARY) {
      throw new IllegalArgumentException(
          "vocabulary=" + settings.vocabulary() + ": expected at most " + LARGEST_VOCABULARY);
    }
    NativeRuntime.computeOnThisThreadAlone();
    network = network(settings);
    network.init();
    network.initGradientsView();
    length = Math.toIntExact(network.numParams());
    parameters = network.params().data().asNioFloat();
    gradient = network.getGradientsViewArray().data().asNioFloat();
    new InitialWeights(settings).fill(parameters);
  }

  private static MultiLayerNetwork network(NetworkSettings.NextWord settings) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed())
            .dataType(DataType.FLOAT)
            .updater(new NoOp())
            .list(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(settings.vocabulary())
                    .nOut(settings.embedding())
                    .inputLength(settings.window())
                    .outputDataFormat(RNNFormat.NCW)
                    .build(),
                new LastTimeStep(recurrent(settings)),
                new FusedSoftmaxOutput.Builder()
                    .nIn(settings.hidden())
                    .nOut(settings.vocabulary())
                    .build())
            .build());
  }

  private static BaseRecurrentLayer recurrent(NetworkSettings.NextWord settings) {
    BaseRecurrentLayer.Builder<?> layer =
        settings.cell() == Cell.LSTM ? new LSTM.Builder() : new SimpleRnn.Builder();
    return layer
        .nIn(settings.embedding())
        .nOut(settings.hidden())
        .activation(Activation.TANH)
        .dataFormat(RNNFormat.NCW)
        .build();
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
    NativeRuntime.computeOnThisThreadAlone();
    load(batch);
    network.setInput(contexts);
    network.setLabels(targets);
    network.computeGradientAndScore();
    return network.score() * batch.samples();
  }

  @Override
  public double loss(WindowBatch batch) {
    NativeRuntime.computeOnThisThreadAlone();
    load(batch);
    return network.score(new DataSet(contexts, targets), false) * batch.samples();
  }

  /** Copies the ids into arrays that are kept for the next batch of the same size. */
  private void load(WindowBatch batch) {
    int samples = batch.samples();
    if (targets.isEmpty() || targets.size(0) != samples) {
      contexts = Nd4j.createUninitialized(DataType.FLOAT, samples, batch.window());
      targets = Nd4j.createUninitialized(DataType.FLOAT, samples, 1);
    }
    copy(batch.contexts(), contexts.data().asNioFloat());
    copy(batch.targets(), targets.data().asNioFloat());
  }

  private static void copy(int[] ids, FloatBuffer into) {
    for (int i = 0; i < ids.length; i++) {
      into.put(i, ids[i]);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
