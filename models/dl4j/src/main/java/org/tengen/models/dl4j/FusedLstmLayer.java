package org.tengen.models.dl4j;

import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.recurrent.LstmCell;

/** {@link FusedLstm} at work: {@link LstmCell} on the engine's flat parameters and gradient. */
final class FusedLstmLayer extends LSTM {
  private static final long serialVersionUID = 1L;

  private transient @Nullable LstmCell cell;

  /** What the cell's state was computed from; backward works on that state. */
  private transient @Nullable INDArray computed;

  FusedLstmLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** Whether the settings are those that the cell computes. */
  private boolean fuses() {
    return dataType == DataType.FLOAT
        && maskArray == null
        && layerConf().getActivationFn() instanceof ActivationTanH
        && layerConf().getGateActivationFn() instanceof ActivationSigmoid
        && layerConf().getIDropout() == null
        && layerConf().getWeightNoise() == null;
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (!fuses()) {
      return super.activate(training, workspaces);
    }
    assertInputSet(false);
    INDArray series = timeMajor(input, workspaces, ArrayType.FF_WORKING_MEM);
    Floats outputs = forward(series);
    computed = input;
    long[] shape = {series.size(0), series.size(1), layerConf().getNOut()};
    INDArray result = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    Pointer.memcpy(Blas.memory(result), outputs.pointer(), result.length() * Float.BYTES);
    return ownLayout(result);
  }

  private Floats forward(INDArray series) {
    if (cell == null) {
      cell =
          new LstmCell(
              FloatMaths.best(), (int) layerConf().getNIn(), (int) layerConf().getNOut(), false);
    }
    return cell.forward(
        floats(paramsFlattened), floats(series), (int) series.size(1), (int) series.size(0), null);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (!fuses()) {
      return super.backpropGradient(epsilon, workspaces);
    }
    assertInputSet(true);
    INDArray series = timeMajor(input, workspaces, ArrayType.BP_WORKING_MEM);
    if (computed != input) {
      forward(series);
    }
    computed = null;
    INDArray outer = timeMajor(epsilon, workspaces, ArrayType.BP_WORKING_MEM);
    INDArray back =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, series.shape(), 'c');
    Objects.requireNonNull(cell)
        .backward(
            floats(paramsFlattened),
            floats(series),
            floats(outer),
            (int) outer.size(0),
            floats(gradientsFlattened),
            floats(back));
    Gradient gradient = new DefaultGradient();
    for (String parameter : LSTMParamInitializer.getInstance().paramKeys(layerConf())) {
      gradient.gradientForVariable().put(parameter, gradientViews.get(parameter));
    }
    return new Pair<>(gradient, ownLayout(back));
  }

  private boolean byTime() {
    return layerConf().getRnnDataFormat() == RNNFormat.NWC;
  }

  /** [time][batch][size], dense. */
  private INDArray timeMajor(INDArray array, LayerWorkspaceMgr workspaces, ArrayType type) {
    INDArray series = byTime() ? array.permute(1, 0, 2) : array.permute(2, 0, 1);
    return workspaces.dup(type, series, 'c');
  }

  /** A view of [time][batch][size] in the layer's own layout. */
  private INDArray ownLayout(INDArray series) {
    return byTime() ? series.permute(1, 0, 2) : series.permute(1, 2, 0);
  }

  private static Floats floats(INDArray array) {
    FloatPointer memory = Blas.memory(array).capacity(array.length());
    return new Floats(memory, memory.asBuffer());
  }
}
