package org.tengen.models.dl4j;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A dense softmax layer with cross-entropy loss, fused: what {@code OutputLayer} and {@code
 * RnnOutputLayer} compute, several times faster for many classes.
 *
 * <p>It takes [batch, in] after feed-forward layers and [batch, in, time] or [batch, time, in]
 * after recurrent ones. Labels are class numbers, [batch], [batch, 1], [batch, time] or with a
 * dimension of 1 for the classes, or one probability a class in the input's layout. A mask has one
 * weight an example or time step. Parameters and their flat layout are those of a dense layer.
 *
 * <p>Labels that do not sum to 1 have the exact gradient, p sum(y) - y; Deeplearning4j's own layers
 * leave the sum out.
 */
public final class FusedSoftmaxOutput extends BaseOutputLayer {
  private static final long serialVersionUID = 1L;

  private @Nullable RNNFormat rnnDataFormat;

  /** For the engine's reader of configurations. */
  public FusedSoftmaxOutput() {}

  private FusedSoftmaxOutput(Builder builder) {
    super(builder);
    initializeConstraints(builder);
    rnnDataFormat = builder.rnnDataFormat;
  }

  /** The layout of three-dimensional input; [batch, in, time] unless set. */
  public RNNFormat getRnnDataFormat() { // named as the engine's JSON wants it
    return rnnDataFormat == null ? RNNFormat.NCW : rnnDataFormat;
  }

  /** Sets the layout of three-dimensional input. */
  public void setRnnDataFormat(RNNFormat format) {
    rnnDataFormat = format;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    LayerValidation.assertNInNOutSet("FusedSoftmaxOutput", getLayerName(), index, nIn, nOut);
    requireSoftmaxCrossEntropy();
    FusedSoftmaxLayer layer = new FusedSoftmaxLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialise));
    layer.setConf(conf);
    return layer;
  }

  private void requireSoftmaxCrossEntropy() {
    if (!(getActivationFn() instanceof ActivationSoftmax)
        || !(getLossFn() instanceof LossMCXENT loss)
        || loss.getWeights() != null) {
      throw new IllegalArgumentException(
          "layer "
              + getLayerName()
              + ": "
              + getActivationFn()
              + " with "
              + getLossFn()
              + ": expected softmax with LossMCXENT or LossSparseMCXENT without class weights");
    }
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input instanceof InputTypeRecurrent series
        ? InputType.recurrent(nOut, series.getTimeSeriesLength(), series.getFormat())
        : InputType.feedForward(nOut);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    if (input instanceof InputTypeRecurrent series && (rnnDataFormat == null || override)) {
      rnnDataFormat = series.getFormat();
    }
    super.setNIn(input, override);
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return input instanceof InputTypeRecurrent ? null : super.getPreProcessorForInputType(input);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof FusedSoftmaxOutput that
        && rnnDataFormat == that.rnnDataFormat;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), rnnDataFormat);
  }

  /** Builds the layer; softmax with cross-entropy without being told. */
  @SuppressWarnings("unchecked") // the engine's build() lets the caller name the type
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    private @Nullable RNNFormat rnnDataFormat;

    /** A layer whose sizes are still to be set. */
    public Builder() {
      setActivationFn(new ActivationSoftmax());
    }

    /** The layout of three-dimensional input, where the network's input type does not tell. */
    public Builder dataFormat(RNNFormat format) {
      rnnDataFormat = format;
      return this;
    }

    @Override
    public FusedSoftmaxOutput build() {
      return new FusedSoftmaxOutput(this);
    }
  }
}
