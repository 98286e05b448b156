package org.tengen.models.dl4j.policyvalue;

import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;

/** Adds the heads to a graph, as {@link PolicyValueHeads} says. */
final class HeadLayers {
  private final GraphLayers layers;
  private final PolicyValueHeads heads;
  private final BoardPlanes input;

  HeadLayers(GraphLayers layers, PolicyValueHeads heads, BoardPlanes input) {
    this.layers = layers;
    this.heads = heads;
    this.input = input;
  }

  /** Adds all heads on {@code tower} with that many filters. */
  void add(String tower, int filters) {
    int own = heads.policyFilters();
    String policy = layers.convolution("policy-conv", tower, 1, filters, own);
    addPolicy(layers.activated("policy-norm", policy, own));
    own = heads.valueFilters();
    String value = layers.convolution("value-conv", tower, 1, filters, own);
    value = layers.activated("value-norm", value, own);
    String hidden = hidden(value);
    layers.layer(PolicyValueGraph.VALUE, output(1, Activation.TANH, new LossMSE()), hidden);
    if (heads.ownership()) {
      String points = flat("ownership-flat", layers.pointwise("ownership-conv", value, own, 1));
      layers.layer(PolicyValueGraph.OWNERSHIP, loss(Activation.TANH, new OwnershipLoss()), points);
    }
    if (heads.score()) {
      String score = layers.layer("score-dense", dense(1, Activation.IDENTITY), hidden);
      score = layers.vertex("score-scaled", new ScaleVertex(PolicyValueHeads.SCORE_SCALE), score);
      layers.layer(PolicyValueGraph.SCORE, loss(Activation.IDENTITY, new ScoreLoss()), score);
    }
  }

  private void addPolicy(String policy) {
    LossMCXENT crossEntropy = new LossMCXENT();
    if (!heads.convolutional()) {
      OutputLayer dense = output(input.moves(), Activation.SOFTMAX, crossEntropy);
      layers.layer(PolicyValueGraph.POLICY, dense, policy);
      return;
    }
    String points =
        flat("policy-flat", layers.pointwise("policy-points", policy, heads.policyFilters(), 1));
    String pass =
        layers.layer("policy-pass", dense(1, Activation.IDENTITY), pooled("policy", policy));
    String moves = layers.vertex("policy-moves", new MergeVertex(), points, pass);
    layers.layer(PolicyValueGraph.POLICY, loss(Activation.SOFTMAX, crossEntropy), moves);
  }

  private String hidden(String value) {
    String read = heads.convolutional() ? pooled("value", value) : value;
    DenseLayer dense =
        new DenseLayer.Builder().nOut(heads.hidden()).activation(Activation.RELU).build();
    return layers.layer("value-hidden", dense, read);
  }

  /** Means, means scaled by the board's size, maxima. */
  private String pooled(String name, String from) {
    String mean = layers.layer(name + "-mean", new GlobalPoolingLayer(PoolingType.AVG), from);
    ScaleVertex scale = new ScaleVertex(PolicyValueHeads.sizeFactor(input));
    String scaled = layers.vertex(name + "-scaled", scale, mean);
    String largest = layers.layer(name + "-max", new GlobalPoolingLayer(PoolingType.MAX), from);
    return layers.vertex(name + "-pooled", new MergeVertex(), mean, scaled, largest);
  }

  /** One plane as a row of its points. */
  private String flat(String name, String from) {
    var flatten = new CnnToFeedForwardPreProcessor(input.height(), input.width(), 1);
    return layers.vertex(name, new PreprocessorVertex(flatten), from);
  }

  private static DenseLayer dense(int outputs, Activation activation) {
    return new DenseLayer.Builder()
        .nOut(outputs)
        .weightInit(WeightInit.XAVIER)
        .activation(activation)
        .build();
  }

  private static OutputLayer output(int outputs, Activation activation, ILossFunction loss) {
    return new OutputLayer.Builder(loss)
        .nOut(outputs)
        .weightInit(WeightInit.XAVIER)
        .activation(activation)
        .build();
  }

  private static LossLayer loss(Activation activation, ILossFunction loss) {
    return new LossLayer.Builder(loss).activation(activation).build();
  }
}
