package org.tengen.bench.head;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The next word at every position: embedding, LSTM, softmax over the vocabulary. All contenders get
 * the same settings, workspaces and cache mode.
 */
record LanguageModel(Sizes sizes, IUpdater updater, CacheMode cache) {
  private static final long SEED = 7;

  /** The model with a contender's layers, initialised. */
  MultiLayerNetwork network(Contender contender) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .dataType(DataType.FLOAT)
                .updater(updater)
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .cacheMode(cache)
                .list(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(sizes.vocabulary())
                        .nOut(sizes.embedding())
                        .inputLength(sizes.time())
                        .outputDataFormat(RNNFormat.NCW)
                        .build(),
                    contender.recurrent(sizes),
                    contender.output(sizes))
                .build());
    network.init();
    return network;
  }

  /** Words drawn evenly, always the same, with labels in the contender's form. */
  DataSet batch(Contender contender) {
    SplittableRandom random = new SplittableRandom(SEED);
    int words = contender.sparseLabels() ? 1 : sizes.vocabulary();
    INDArray features = Nd4j.zeros(DataType.FLOAT, sizes.batch(), sizes.time());
    INDArray labels = Nd4j.zeros(DataType.FLOAT, sizes.batch(), words, sizes.time());
    for (int row = 0; row < sizes.batch(); row++) {
      for (int time = 0; time < sizes.time(); time++) {
        features.putScalar(row, time, random.nextInt(sizes.vocabulary()));
        int next = random.nextInt(sizes.vocabulary());
        if (contender.sparseLabels()) {
          labels.putScalar(row, 0, time, next);
        } else {
          labels.putScalar(row, next, time, 1);
        }
      }
    }
    return new DataSet(features, labels);
  }
}
