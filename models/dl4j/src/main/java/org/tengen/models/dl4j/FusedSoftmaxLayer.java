package org.tengen.models.dl4j;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.softmax.SoftmaxHead;
import org.tengen.models.dl4j.softmax.Targets;

/**
 * {@link FusedSoftmaxOutput} at work.
 *
 * <p>In float32 {@link SoftmaxHead} computes on the memory of the engine's arrays and writes into
 * the flat gradient. Other types, which only gradient checks use, go the plain way over arrays.
 */
final class FusedSoftmaxLayer extends BaseOutputLayer<FusedSoftmaxOutput> {
  private static final long serialVersionUID = 1L;
  private static final String WEIGHT = DefaultParamInitializer.WEIGHT_KEY;
  private static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  private transient @Nullable SoftmaxHead head;

  /** The summed loss that the last gradient brought along; asked for right after it. */
  private transient double knownLoss = Double.NaN;

  FusedSoftmaxLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public Type type() {
    return input != null && input.rank() == 3 ? Type.RECURRENT : Type.FEED_FORWARD;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    knownLoss = Double.NaN;
  }

  @Override
  public void setLabels(INDArray labels) {
    super.setLabels(labels);
    knownLoss = Double.NaN;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      @Nullable INDArray none, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    applyDropOutIfNecessary(true, workspaces);
    INDArray rows = rows(workspaces, ArrayType.BP_WORKING_MEM);
    INDArray back =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, rows.shape(), 'c');
    Targets targets = targets();
    knownLoss =
        dataType == DataType.FLOAT
            ? fused(rows, back, targets, workspaces)
            : arrays(rows, back, targets);
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(WEIGHT, gradientOf(WEIGHT));
    if (hasBias()) {
      gradient.gradientForVariable().put(BIAS, gradientOf(BIAS));
    }
    return new Pair<>(gradient, backpropDropOutIfPresent(likeInput(back)));
  }

  private double fused(
      INDArray rows, INDArray back, Targets targets, LayerWorkspaceMgr workspaces) {
    INDArray scratch = scratch(rows, workspaces, ArrayType.BP_WORKING_MEM);
    try (Pinned pinned = new Pinned()) {
      return head()
          .gradient(
              pinned.rows(rows, back, scratch),
              parameters(pinned, true, workspaces),
              pinned.parameters(gradientOf(WEIGHT), hasBias() ? gradientOf(BIAS) : null),
              targets);
    }
  }

  private double arrays(INDArray rows, INDArray back, Targets targets) {
    INDArray weights = getParam(WEIGHT);
    INDArray wanted = targets.dense(dataType);
    INDArray outputs = softmax(rows);
    INDArray delta = outputs.mulColumnVector(wanted.sum(true, 1)).subi(wanted);
    INDArray column = targets.column(dataType);
    if (column != null) {
      delta.muliColumnVector(column);
    }
    gradientOf(WEIGHT).assign(rows.transpose().mmul(delta));
    if (hasBias()) {
      gradientOf(BIAS).assign(delta.sum(0));
    }
    back.assign(delta.mmul(weights.transpose()));
    return lossOf(outputs, wanted, column);
  }

  private static double lossOf(INDArray outputs, INDArray wanted, @Nullable INDArray column) {
    INDArray losses = Transforms.log(outputs, true).muli(wanted).sum(true, 1).negi();
    return (column == null ? losses : losses.muli(column)).sumNumber().doubleValue();
  }

  private INDArray softmax(INDArray rows) {
    INDArray logits = rows.mmul(getParam(WEIGHT));
    if (hasBias()) {
      logits.addiRowVector(getParam(BIAS));
    }
    return Nd4j.exec(new SoftMax(logits, logits, 1))[0];
  }

  @Override
  public double computeScore(
      double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
    if (input == null || labels == null) {
      throw new IllegalStateException("no score without input and labels " + layerId());
    }
    double loss = training && !Double.isNaN(knownLoss) ? knownLoss : loss(training, workspaces);
    knownLoss = Double.NaN;
    score = (conf().isMiniBatch() ? loss / input.size(0) : loss) + regularisation;
    return score;
  }

  private double loss(boolean training, LayerWorkspaceMgr workspaces) {
    applyDropOutIfNecessary(training, workspaces);
    INDArray rows = rows(workspaces, ArrayType.FF_WORKING_MEM);
    Targets targets = targets();
    if (dataType != DataType.FLOAT) {
      return lossOf(softmax(rows), targets.dense(dataType), targets.column(dataType));
    }
    INDArray scratch = scratch(rows, workspaces, ArrayType.FF_WORKING_MEM);
    try (Pinned pinned = new Pinned()) {
      return head()
          .loss(
              pinned.rows(rows, rows, scratch), parameters(pinned, training, workspaces), targets);
    }
  }

  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
    INDArray outputs = outputRows(false, workspaces, ArrayType.FF_WORKING_MEM);
    Targets targets = targets();
    INDArray losses =
        Transforms.log(outputs, true).muli(targets.dense(dataType)).sum(true, 1).negi();
    INDArray column = targets.column(dataType);
    if (column != null) {
      losses.muliColumnVector(column);
    }
    INDArray examples = losses.reshape('c', input.size(0), Math.max(1, time())).sum(true, 1);
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, examples.addi(regularisation));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray outputs = outputRows(training, workspaces, ArrayType.ACTIVATIONS);
    if (maskArray != null) {
      outputs.muliColumnVector(maskArray.dup('c').reshape(outputs.size(0), 1).castTo(dataType));
    }
    return likeInput(outputs);
  }

  private INDArray outputRows(boolean training, LayerWorkspaceMgr workspaces, ArrayType type) {
    INDArray rows = rows(workspaces, type);
    if (dataType != DataType.FLOAT) {
      return workspaces.leverageTo(type, softmax(rows));
    }
    long[] shape = {rows.size(0), layerConf().getNOut()};
    INDArray outputs = workspaces.createUninitialized(type, dataType, shape, 'c');
    INDArray scratch = scratch(rows, workspaces, type);
    try (Pinned pinned = new Pinned()) {
      head()
          .probabilities(
              pinned.rows(rows, rows, scratch),
              parameters(pinned, training, workspaces),
              pinned.buffer(outputs));
    }
    return outputs;
  }

  // The input as rows, and back

  private int time() {
    return input.rank() == 3 ? (int) input.size(timeDimension()) : 0;
  }

  private int timeDimension() {
    return layerConf().getRnnDataFormat() == RNNFormat.NCW ? 2 : 1;
  }

  /** The input as [rows][inputs], dense, the time step changing fastest over the rows. */
  private INDArray rows(LayerWorkspaceMgr workspaces, ArrayType type) {
    long inputs = layerConf().getNIn();
    int features = input.rank() == 2 ? 1 : 3 - timeDimension();
    boolean matches = input.rank() == 2 || input.rank() == 3;
    if (!matches || input.size(features) != inputs) {
      throw new IllegalArgumentException(
          "input "
              + Arrays.toString(input.shape())
              + ": expected "
              + inputs
              + " features in two dimensions, or three as "
              + layerConf().getRnnDataFormat()
              + " "
              + layerId());
    }
    boolean byTime = input.rank() == 3 && layerConf().getRnnDataFormat() == RNNFormat.NCW;
    INDArray ordered = (byTime ? input.permute(0, 2, 1) : input).castTo(dataType);
    INDArray dense = isDense(ordered) ? ordered : workspaces.dup(type, ordered, 'c');
    return dense.reshape('c', dense.length() / inputs, inputs);
  }

  private static boolean isDense(INDArray array) {
    return array.ordering() == 'c' && !array.isView();
  }

  /** Rows of outputs or gradients in the input's own layout; a view. */
  private INDArray likeInput(INDArray rows) {
    if (input.rank() == 2) {
      return rows;
    }
    INDArray byTime = rows.reshape('c', input.size(0), time(), rows.size(1));
    return layerConf().getRnnDataFormat() == RNNFormat.NCW ? byTime.permute(0, 2, 1) : byTime;
  }

  private Targets targets() {
    return Targets.read(
        labels,
        maskArray,
        (int) input.size(0),
        time(),
        (int) layerConf().getNOut(),
        layerConf().getRnnDataFormat());
  }

  // Memory

  private INDArray gradientOf(String parameter) {
    return Objects.requireNonNull(gradientViews.get(parameter), parameter);
  }

  private SoftmaxHead head() {
    if (head == null) {
      head =
          new SoftmaxHead(
              FloatMaths.best(), (int) layerConf().getNIn(), (int) layerConf().getNOut());
    }
    return head;
  }

  private INDArray scratch(INDArray rows, LayerWorkspaceMgr workspaces, ArrayType type) {
    long classes = layerConf().getNOut();
    long chunk = SoftmaxHead.chunk((int) rows.size(0), (int) classes);
    return workspaces.createUninitialized(type, dataType, new long[] {chunk, classes}, 'c');
  }

  private SoftmaxHead.Parameters parameters(
      Pinned pinned, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(WEIGHT, training, workspaces);
    return pinned.parameters(
        weights.stride(0) == 1 ? weights : weights.dup('f'),
        hasBias() ? getParamWithNoise(BIAS, training, workspaces) : null);
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    inputMaskArray = mask;
    inputMaskArrayState = state;
    return null; // the last layer: nothing follows that a mask could be for
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType type) {
    return targets().dense(dataType);
  }
}
