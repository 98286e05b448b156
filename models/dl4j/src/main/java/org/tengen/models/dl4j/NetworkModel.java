package org.tengen.models.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What a replica asks of Deeplearning4j's two classes of network. Used by one thread. */
sealed interface NetworkModel {
  /** Builds the network, its updaters removed. */
  static NetworkModel build(NetworkDescription.Configuration configuration) {
    if (configuration instanceof NetworkDescription.Configuration.Layered layered) {
      return new Layered(layered.layers().clone());
    }
    return new Graph(((NetworkDescription.Configuration.Graph) configuration).vertices().clone());
  }

  /** The network. */
  Model model();

  /** What Deeplearning4j does to a gradient before an updater. */
  BaseMultiLayerUpdater<?> updater();

  /** The flat gradient, live. */
  INDArray gradient();

  /** Tells layers the iteration and epoch that their settings go by. */
  void at(int iteration, int epoch);

  /** Computes gradient and score of {@code set}. */
  void compute(MultiDataSet set);

  /** The mean loss of {@code set} with regularisation. */
  double score(MultiDataSet set);

  /** What the network says of features when it is not trained, output by output. */
  INDArray[] outputs(INDArray features);

  /** The part of the score that is regularisation. */
  double regularization();

  /** Layers in a row. */
  final class Layered implements NetworkModel {
    private final MultiLayerNetwork network;

    Layered(MultiLayerConfiguration configuration) {
      configuration.getConfs().forEach(conf -> WithoutUpdaters.remove(conf.getLayer()));
      network = new MultiLayerNetwork(configuration);
      network.init();
    }

    @Override
    public Model model() {
      return network;
    }

    @Override
    public BaseMultiLayerUpdater<?> updater() {
      return (BaseMultiLayerUpdater<?>) network.getUpdater();
    }

    @Override
    public INDArray gradient() {
      return network.getFlattenedGradients();
    }

    @Override
    public void at(int iteration, int epoch) {
      network.setIterationCount(iteration);
      network.setEpochCount(epoch);
    }

    @Override
    public void compute(MultiDataSet set) {
      network.setInput(set.getFeatures(0));
      network.setLabels(set.getLabels(0));
      network.setLayerMaskArrays(
          first(set.getFeaturesMaskArrays()), first(set.getLabelsMaskArrays()));
      network.computeGradientAndScore();
      network.clearLayerMaskArrays();
    }

    @Override
    public double score(MultiDataSet set) {
      return network.score(
          new DataSet(
              set.getFeatures(0),
              set.getLabels(0),
              first(set.getFeaturesMaskArrays()),
              first(set.getLabelsMaskArrays())),
          false);
    }

    @Override
    public INDArray[] outputs(INDArray features) {
      return new INDArray[] {network.output(features)};
    }

    @Override
    public double regularization() {
      return network.calcRegularizationScore(true);
    }

    private static @Nullable INDArray first(INDArray @Nullable [] arrays) {
      return arrays == null ? null : arrays[0];
    }
  }

  /** A graph of vertices. */
  final class Graph implements NetworkModel {
    private final ComputationGraph network;

    Graph(ComputationGraphConfiguration configuration) {
      for (GraphVertex vertex : configuration.getVertices().values()) {
        if (vertex instanceof LayerVertex layer) {
          WithoutUpdaters.remove(layer.getLayerConf().getLayer());
        }
      }
      network = new ComputationGraph(configuration);
      network.init();
    }

    @Override
    public Model model() {
      return network;
    }

    @Override
    public BaseMultiLayerUpdater<?> updater() {
      return network.getUpdater();
    }

    @Override
    public INDArray gradient() {
      return network.getFlattenedGradients();
    }

    @Override
    public void at(int iteration, int epoch) {
      network.getConfiguration().setIterationCount(iteration);
      network.getConfiguration().setEpochCount(epoch);
    }

    @Override
    public void compute(MultiDataSet set) {
      network.setInputs(set.getFeatures());
      network.setLabels(set.getLabels());
      boolean masked = set.getFeaturesMaskArrays() != null || set.getLabelsMaskArrays() != null;
      if (masked) {
        network.setLayerMaskArrays(set.getFeaturesMaskArrays(), set.getLabelsMaskArrays());
      }
      network.computeGradientAndScore();
      if (masked) {
        network.clearLayerMaskArrays();
      }
    }

    @Override
    public double score(MultiDataSet set) {
      return network.score(set, false);
    }

    @Override
    public INDArray[] outputs(INDArray features) {
      return network.output(features);
    }

    @Override
    public double regularization() {
      return network.calcRegularizationScore(true);
    }
  }
}
