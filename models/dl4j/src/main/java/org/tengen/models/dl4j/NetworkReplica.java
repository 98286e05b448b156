package org.tengen.models.dl4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.tengen.models.Replica;

/**
 * Any network of Deeplearning4j's as a replica.
 *
 * <p>Its gradient is what Deeplearning4j would give its updater, times the samples: after gradient
 * normalisation and l1 and l2, in Deeplearning4j's own order and by its own code. Weight decay,
 * which Deeplearning4j adds behind the updater, is added as if the learning rate were 1: right
 * where the updater is the gradient times the rate.
 *
 * <p>A float32 network computes on the buffers themselves; one of float64 is copied, rounded, each
 * step.
 */
public final class NetworkReplica implements Replica<DataSetBatch> {
  /** Stands for the seed 0, which ND4J takes as a wish for the time of day. */
  private static final long ZERO = 0x9E3779B97F4A7C15L;

  private final NetworkModel network;
  private final BaseMultiLayerUpdater<?> updater;
  private final int epoch;
  private final INDArray flatParameters;
  private final INDArray flatGradient;
  private final List<Span> statistics;

  /** Whether something comes before the updater: normalisation, l1, l2 or weight decay. */
  private final boolean prepared;

  private final FloatBuffer parameters;
  private final FloatBuffer gradient;

  /** Null where the network computes in float32. */
  private final @Nullable Rounding rounding;

  /** Builds the network that {@code description} describes. */
  public NetworkReplica(NetworkDescription description) {
    NativeRuntime.computeOnThisThreadAlone();
    network = NetworkModel.build(description.configuration());
    epoch = description.epoch();
    updater = network.updater();
    WithoutUpdaters.check(updater);
    flatParameters = flat(network.model().params());
    flatGradient = flat(network.gradient());
    statistics = statistics(updater);
    prepared = prepared(updater);
    if (flatParameters.dataType() == DataType.FLOAT) {
      rounding = null;
      parameters = flatParameters.data().asNioFloat();
      gradient = flatGradient.data().asNioFloat();
    } else if (flatParameters.dataType() == DataType.DOUBLE) {
      rounding = new Rounding(length());
      parameters = floats(length());
      gradient = floats(length());
    } else {
      throw new IllegalArgumentException(
          "dataType=" + flatParameters.dataType() + ": expected FLOAT or DOUBLE");
    }
  }

  private static INDArray flat(INDArray array) {
    return array.reshape(array.length());
  }

  private static FloatBuffer floats(int length) {
    return ByteBuffer.allocateDirect(length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** What is not divided by the batch is no gradient but the change of a statistic. */
  private static List<Span> statistics(BaseMultiLayerUpdater<?> updater) {
    List<Span> spans = new ArrayList<>();
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      for (ParamState parameter : block.getLayersAndVariablesInBlock()) {
        if (!parameter.getLayer().updaterDivideByMinibatch(parameter.getParamName())) {
          spans.add(new Span(parameter.getParamOffsetStart(), parameter.getParamOffsetEnd()));
        }
      }
    }
    return List.copyOf(spans);
  }

  private static boolean prepared(BaseMultiLayerUpdater<?> updater) {
    return updater.getUpdaterBlocks().stream()
        .flatMap(block -> block.getLayersAndVariablesInBlock().stream())
        .anyMatch(NetworkReplica::prepared);
  }

  private static boolean prepared(ParamState parameter) {
    TrainingConfig layer = parameter.getLayer().getConfig();
    List<Regularization> terms = layer.getRegularizationByParam(parameter.getParamName());
    GradientNormalization normalization = layer.getGradientNormalization();
    return (terms != null && !terms.isEmpty())
        || (normalization != null && normalization != GradientNormalization.None);
  }

  @Override
  public int length() {
    return Math.toIntExact(flatParameters.length());
  }

  @Override
  public FloatBuffer parameters() {
    return parameters;
  }

  @Override
  public FloatBuffer gradient() {
    return gradient;
  }

  @Override
  public List<Span> statistics() {
    return statistics;
  }

  @Override
  public double step(DataSetBatch batch, long randomSeed) {
    NativeRuntime.computeOnThisThreadAlone();
    load();
    Nd4j.getRandom().setSeed(randomSeed == 0 ? ZERO : randomSeed);
    network.at(batch.iteration(), epoch);
    network.compute(batch.set());
    double loss = network.model().score() - network.regularization();
    int samples = batch.samples();
    if (prepared) {
      prepare(batch.iteration(), samples);
    }
    for (Span span : statistics) {
      valuesTimesSamples(span, samples);
    }
    if (rounding != null) {
      rounding.round(flatGradient.data().asNioDouble(), gradient);
    }
    return loss * samples;
  }

  /** Makes the gradient a mean for Deeplearning4j's code, and a sum again. */
  private void prepare(int iteration, int samples) {
    updater.update(
        network.model().gradient(), iteration, epoch, samples, LayerWorkspaceMgr.noWorkspaces());
    flatGradient.muli(samples);
    for (Span span : statistics) {
      flatGradient.get(interval(span)).divi(samples);
    }
  }

  /** The gradient there is the old value less the new one. */
  private void valuesTimesSamples(Span span, int samples) {
    INDArray change = flatGradient.get(interval(span));
    INDArray value = flatParameters.get(interval(span));
    change.assign(value.sub(change).muli(samples));
  }

  private static INDArrayIndex interval(Span span) {
    return NDArrayIndex.interval(span.from(), span.to());
  }

  @Override
  public double loss(DataSetBatch batch) {
    NativeRuntime.computeOnThisThreadAlone();
    load();
    return (network.score(batch.set()) - network.regularization()) * batch.samples();
  }

  /** What the network says of {@code features} at the current parameters, output by output. */
  INDArray[] outputs(INDArray features) {
    NativeRuntime.computeOnThisThreadAlone();
    load();
    return network.outputs(features);
  }

  private void load() {
    if (rounding != null) {
      rounding.widen(parameters, flatParameters.data().asNioDouble());
    }
  }

  @Override
  public void close() {
    network.model().close();
  }

  /** Copies between float32 and float64 through arrays, which is faster than buffer by element. */
  private static final class Rounding {
    private final float[] narrow;
    private final double[] wide;

    Rounding(int length) {
      narrow = new float[length];
      wide = new double[length];
    }

    void widen(FloatBuffer from, DoubleBuffer to) {
      from.get(0, narrow);
      for (int i = 0; i < narrow.length; i++) {
        wide[i] = narrow[i];
      }
      to.put(0, wide);
    }

    void round(DoubleBuffer from, FloatBuffer to) {
      from.get(0, wide);
      for (int i = 0; i < wide.length; i++) {
        narrow[i] = (float) wide[i];
      }
      to.put(0, narrow);
    }
  }
}
