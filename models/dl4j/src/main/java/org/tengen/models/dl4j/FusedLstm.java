package org.tengen.models.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Deeplearning4j's {@link LSTM}, several times faster: one matrix product for all gates and time
 * steps, and the forward pass computed once a step instead of twice.
 *
 * <p>Parameters, their order and all settings are the original's. What it does not do itself, such
 * as masks, dropout, other activations, float64 or truncated back-propagation, the original does.
 */
public final class FusedLstm extends LSTM {
  private static final long serialVersionUID = 1L;

  /** For the engine's reader of configurations; {@link #of} makes one. */
  public FusedLstm() {}

  /** The same layer as {@code original}, fused. */
  public static FusedLstm of(LSTM original) {
    ObjectMapper mapper = NeuralNetConfiguration.mapper();
    ObjectNode settings = mapper.valueToTree(original);
    settings.put("@class", FusedLstm.class.getName());
    try {
      return mapper.treeToValue(settings, FusedLstm.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("layer " + original.getLayerName(), unreadable);
    }
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    LayerValidation.assertNInNOutSet("FusedLstm", getLayerName(), index, getNIn(), getNOut());
    FusedLstmLayer layer = new FusedLstmLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialise));
    layer.setConf(conf);
    return layer;
  }
}
