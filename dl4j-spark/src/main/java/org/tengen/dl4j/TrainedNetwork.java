package org.tengen.dl4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;

/** The network that a program trains, whichever of Deeplearning4j's two classes it is. */
sealed interface TrainedNetwork {
  /** The network itself. */
  Model model();

  /** Its updater, created if there was none yet. */
  BaseMultiLayerUpdater<?> updater();

  /** The setting of any layer: what is set for the whole network is the same in all. */
  NeuralNetConfiguration anyLayer();

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

  /** A layered network. */
  record Layered(MultiLayerNetwork model) implements TrainedNetwork {
    @Override
    public BaseMultiLayerUpdater<?> updater() {
      return (BaseMultiLayerUpdater<?>) model.getUpdater();
    }

    @Override
    public NeuralNetConfiguration anyLayer() {
      return model.conf();
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
  }

  /** A graph of vertices. */
  record Graph(ComputationGraph model) implements TrainedNetwork {
    @Override
    public BaseMultiLayerUpdater<?> updater() {
      return model.getUpdater();
    }

    @Override
    public NeuralNetConfiguration anyLayer() {
      return model.conf();
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
  }
}
