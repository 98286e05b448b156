package org.tengen.dl4j;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.models.dl4j.NetworkDescription;

/** The network that a program trains, whichever of Deeplearning4j's two classes it is. */
sealed interface TrainedNetwork {
  /** The network itself. */
  Model model();

  /** Its updater, created if there was none yet. */
  BaseMultiLayerUpdater<?> updater();

  /** The setting of any layer: what is set for the whole network is the same in all. */
  default NeuralNetConfiguration anyLayer() {
    return model().conf();
  }

  /** Layers with their names as the user knows them, in order. */
  Map<String, Layer> layers();

  /** How it goes back through time. */
  BackpropType backprop();

  /** Iterations so far. */
  int iteration();

  /** Epochs so far. */
  int epoch();

  /** Sets the iterations so far. */
  void iteration(int count);

  /** Sets the score that {@link Model#score} gives. */
  void score(double score);

  /** The listeners that were set on the network itself. */
  Collection<TrainingListener> listeners();

  /** All that a replica elsewhere must know. */
  NetworkDescription description();

  /** The flat parameters, copied and rounded to float32. */
  default float[] parameters() {
    INDArray parameters = model().params();
    return parameters.reshape(parameters.length()).toFloatVector();
  }

  /** Overwrites the flat parameters. */
  default void parameters(float[] values) {
    INDArray parameters = model().params();
    parameters.assign(
        Nd4j.createFromArray(values).reshape(parameters.shape()).castTo(parameters.dataType()));
  }

  /** A layered network. */
  record Layered(MultiLayerNetwork model) implements TrainedNetwork {
    @Override
    public BaseMultiLayerUpdater<?> updater() {
      return (BaseMultiLayerUpdater<?>) model.getUpdater();
    }

    @Override
    public Map<String, Layer> layers() {
      Map<String, Layer> named = new LinkedHashMap<>();
      Layer[] layers = model.getLayers();
      for (int i = 0; i < layers.length; i++) {
        String name = layers[i].conf().getLayer().getLayerName();
        named.put(name == null ? "layer " + i : "layer " + i + " (" + name + ")", layers[i]);
      }
      return named;
    }

    @Override
    public BackpropType backprop() {
      return model.getLayerWiseConfigurations().getBackpropType();
    }

    @Override
    public int iteration() {
      return model.getIterationCount();
    }

    @Override
    public int epoch() {
      return model.getEpochCount();
    }

    @Override
    public void iteration(int count) {
      model.setIterationCount(count);
    }

    @Override
    public void score(double score) {
      model.setScore(score);
    }

    @Override
    public Collection<TrainingListener> listeners() {
      return model.getListeners();
    }

    @Override
    public NetworkDescription description() {
      return NetworkDescription.of(model.getLayerWiseConfigurations(), epoch());
    }
  }

  /** A graph of vertices. */
  record Graph(ComputationGraph model) implements TrainedNetwork {
    @Override
    public BaseMultiLayerUpdater<?> updater() {
      return model.getUpdater();
    }

    @Override
    public Map<String, Layer> layers() {
      Map<String, Layer> named = new LinkedHashMap<>();
      Arrays.stream(model.getLayers())
          .forEach(layer -> named.put("layer " + layer.conf().getLayer().getLayerName(), layer));
      return named;
    }

    @Override
    public BackpropType backprop() {
      return model.getConfiguration().getBackpropType();
    }

    @Override
    public int iteration() {
      return model.getIterationCount();
    }

    @Override
    public int epoch() {
      return model.getEpochCount();
    }

    @Override
    public void iteration(int count) {
      model.getConfiguration().setIterationCount(count);
    }

    @Override
    public void score(double score) {
      model.setScore(score);
    }

    @Override
    public Collection<TrainingListener> listeners() {
      return model.getListeners();
    }

    @Override
    public NetworkDescription description() {
      return NetworkDescription.of(model.getConfiguration(), epoch());
    }
  }
}
