package org.tengen.bench.head;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.tengen.models.dl4j.FusedLstm;
import org.tengen.models.dl4j.FusedSoftmaxOutput;

/** One way to build the upper layers of the language model. */
enum Contender {
  /** Deeplearning4j's layers, as its examples have them. */
  ONE_HOT("DL4J, one-hot labels", false, false) {
    @Override
    Layer output(Sizes sizes) {
      return theirs(new LossMCXENT(), sizes);
    }
  },
  /** Deeplearning4j's layers, with class numbers as labels. */
  SPARSE("DL4J, sparse labels", true, false) {
    @Override
    Layer output(Sizes sizes) {
      return theirs(new LossSparseMCXENT(), sizes);
    }
  },
  /** Our output layer on Deeplearning4j's LSTM: what the head alone brings. */
  HEAD("fused head", true, true) {
    @Override
    Layer output(Sizes sizes) {
      return fused(sizes);
    }
  },
  /** Our output layer on our LSTM. */
  HEAD_AND_LSTM("fused head and LSTM", true, true) {
    @Override
    Layer output(Sizes sizes) {
      return fused(sizes);
    }

    @Override
    Layer recurrent(Sizes sizes) {
      return FusedLstm.of(lstm(sizes));
    }
  };

  private final String label;
  private final boolean sparseLabels;
  private final boolean ours;

  Contender(String label, boolean sparseLabels, boolean ours) {
    this.label = label;
    this.sparseLabels = sparseLabels;
    this.ours = ours;
  }

  /** The layer that says which word comes next. */
  abstract Layer output(Sizes sizes);

  /** The layer below. */
  Layer recurrent(Sizes sizes) {
    return lstm(sizes);
  }

  /** What the tables call it. */
  String label() {
    return label;
  }

  /** Whether its labels are class numbers instead of one-hot vectors. */
  boolean sparseLabels() {
    return sparseLabels;
  }

  /** Whether it has a layer of ours. */
  boolean ours() {
    return ours;
  }

  private static LSTM lstm(Sizes sizes) {
    return new LSTM.Builder()
        .nIn(sizes.embedding())
        .nOut(sizes.hidden())
        .activation(Activation.TANH)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static Layer theirs(ILossFunction loss, Sizes sizes) {
    return new RnnOutputLayer.Builder(loss)
        .nIn(sizes.hidden())
        .nOut(sizes.vocabulary())
        .activation(Activation.SOFTMAX)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static Layer fused(Sizes sizes) {
    return new FusedSoftmaxOutput.Builder()
        .nIn(sizes.hidden())
        .nOut(sizes.vocabulary())
        .dataFormat(RNNFormat.NCW)
        .build();
  }
}
