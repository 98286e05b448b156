package org.tengen.models.dl4j.planes;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.tengen.models.dl4j.floats.Blas;

/** {@link FusedNormalisation} at work: {@link NormalisedPlanes} on the engine's arrays. */
final class FusedNormalisationLayer extends BatchNormalization {
  private static final long serialVersionUID = 1L;

  private transient @Nullable NormalisedPlanes work;

  /** What was given last where the original computes; its zeros are the ReLU's. */
  private transient @Nullable INDArray given;

  FusedNormalisationLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  private FusedNormalisation settings() {
    return (FusedNormalisation) layerConf();
  }

  /** Whether the settings are those that are computed here. */
  private boolean fuses() {
    return dataType == DataType.FLOAT
        && input.rank() == 4
        && layerConf().getCnn2DFormat() == CNN2DFormat.NCHW
        && layerConf().isMinibatch()
        && !layerConf().isLockGammaBeta()
        && !layerConf().isUseLogStd()
        && layerConf().getIDropout() == null;
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (!fuses()) {
      INDArray original = super.activate(training, workspaces);
      if (settings().isRelu()) {
        original.muli(original.gt(0).castTo(original.dataType()));
      }
      given = original;
      return original;
    }
    NormalisedPlanes sized = planes((int) input.size(0));
    FloatBuffer planes = floats(dense(input, ArrayType.FF_WORKING_MEM, workspaces));
    if (training) {
      sized.measure(planes);
    } else {
      sized.take(row(GLOBAL_MEAN), row(GLOBAL_VAR));
    }
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
    sized.normalise(row(GAMMA), row(BETA), planes, floats(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (!fuses()) {
      INDArray masked = epsilon;
      if (settings().isRelu()) {
        INDArray above = Objects.requireNonNull(given).gt(0).castTo(epsilon.dataType());
        masked = epsilon.mul(above);
      }
      return super.backpropGradient(masked, workspaces);
    }
    assertInputSet(true);
    NormalisedPlanes sized = planes((int) input.size(0));
    INDArray back =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    NormalisedPlanes.Slopes slopes =
        sized.back(
            row(GAMMA),
            row(BETA),
            floats(dense(input, ArrayType.BP_WORKING_MEM, workspaces)),
            floats(dense(epsilon, ArrayType.BP_WORKING_MEM, workspaces)),
            floats(back));
    put(GAMMA, slopes.gamma());
    put(BETA, slopes.beta());
    float keep = (float) layerConf().getDecay();
    put(GLOBAL_MEAN, sized.changeOfMean(row(GLOBAL_MEAN), 1 - keep));
    put(GLOBAL_VAR, sized.changeOfVariance(row(GLOBAL_VAR), 1 - keep));
    Gradient gradient = new DefaultGradient();
    for (String parameter : List.of(GAMMA, BETA, GLOBAL_MEAN, GLOBAL_VAR)) {
      gradient.setGradientFor(parameter, gradientViews.get(parameter));
    }
    return new Pair<>(gradient, back);
  }

  private NormalisedPlanes planes(int samples) {
    int points = (int) (input.size(2) * input.size(3));
    if (work == null || !work.fits(samples, points)) {
      work =
          new NormalisedPlanes(
              new NormalisedPlanes.Size(samples, (int) input.size(1), points),
              (float) layerConf().getEps(),
              settings().isRelu());
    }
    return work;
  }

  private static INDArray dense(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    boolean dense = array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
    return dense ? array : workspaces.dup(type, array, 'c');
  }

  private static FloatBuffer floats(INDArray array) {
    return Blas.memory(array).capacity(array.length()).asBuffer();
  }

  private float[] row(String parameter) {
    float[] row = new float[(int) layerConf().getNOut()];
    floats(getParam(parameter)).get(0, row);
    return row;
  }

  private void put(String parameter, float[] row) {
    floats(Objects.requireNonNull(gradientViews.get(parameter))).put(0, row);
  }
}
