package org.tengen.models.dl4j.planes;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Deeplearning4j's {@link BatchNormalization} of planes, and perhaps a ReLU behind it.
 *
 * <p>Parameters, their order and all settings are the original's. In float64, or with settings that
 * it does not compute itself, the original computes the normalisation.
 */
public final class FusedNormalisation extends BatchNormalization {
  private static final long serialVersionUID = 1L;

  private boolean relu;

  /** For the engine's reader of configurations; {@link #of} makes one. */
  public FusedNormalisation() {}

  /** The same layer as {@code original}, fused, with a ReLU behind it or without. */
  public static FusedNormalisation of(BatchNormalization original, boolean relu) {
    ObjectMapper mapper = NeuralNetConfiguration.mapper();
    ObjectNode settings = mapper.valueToTree(original);
    settings.put("@class", FusedNormalisation.class.getName());
    settings.put("relu", relu);
    try {
      return mapper.treeToValue(settings, FusedNormalisation.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("layer " + original.getLayerName(), unreadable);
    }
  }

  /** Whether what is below zero becomes zero. */
  public boolean isRelu() {
    return relu;
  }

  /** For the engine's reader of configurations. */
  public void setRelu(boolean relu) {
    this.relu = relu;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    FusedNormalisationLayer layer = new FusedNormalisationLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialise));
    layer.setConf(conf);
    return layer;
  }
}
