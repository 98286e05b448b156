package org.tengen.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.LayerHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The float32 gradients that training uses, with the oneDNN helpers on, against differences of the
 * same network's loss in float64, where no helper computes.
 */
class GradientCheckTest {
  private static final double STEP = 1e-5;

  /** Positions tried in each parameter array, about; there are up to some hundred. */
  private static final int POSITIONS = 16;

  @BeforeAll
  static void start() {
    NativeRuntime.computeOnThisThreadAlone();
  }

  private static MultiLayerNetwork network(SmallNetworks kind, DataType type) {
    MultiLayerNetwork network = new MultiLayerNetwork(kind.configuration(type));
    network.init();
    return network;
  }

  private static double loss(MultiLayerNetwork network, DataSet batch) {
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    return network.score() * SmallNetworks.SAMPLES;
  }

  @ParameterizedTest
  @EnumSource
  void theGradientIsTheSlopeOfTheLoss(SmallNetworks kind) {
    MultiLayerNetwork single = network(kind, DataType.FLOAT);
    MultiLayerNetwork exact = network(kind, DataType.DOUBLE);
    exact.setParams(single.params().castTo(DataType.DOUBLE));
    loss(single, kind.batch(DataType.FLOAT));
    DataSet batch = kind.batch(DataType.DOUBLE);
    for (Map.Entry<String, INDArray> parameter : exact.paramTable().entrySet()) {
      String name = parameter.getKey();
      if (!exact.updaterDivideByMinibatch(name)) {
        continue; // a statistic, which has no gradient
      }
      INDArray gradient = single.gradient().getGradientFor(name);
      long length = parameter.getValue().length();
      for (long i = 0; i < length; i += 1 + length / POSITIONS) {
        double slope = slope(exact, batch, parameter.getValue(), i);
        assertThat((double) gradient.getFloat(i))
            .as("%s, parameter %s, position %d", kind, name, i)
            .isCloseTo(slope, within(2e-5 + 2e-4 * Math.abs(slope)));
      }
    }
  }

  private static double slope(MultiLayerNetwork network, DataSet batch, INDArray of, long at) {
    double value = of.getDouble(at);
    of.putScalar(at, value + STEP);
    double above = loss(network, batch);
    of.putScalar(at, value - STEP);
    double below = loss(network, batch);
    of.putScalar(at, value);
    return (above - below) / (2 * STEP);
  }

  @ParameterizedTest
  @EnumSource
  void float64GradientsAreTheSlopeToo(SmallNetworks kind) {
    MultiLayerNetwork exact = network(kind, DataType.DOUBLE);
    MultiLayerNetwork single = network(kind, DataType.FLOAT);
    exact.setParams(single.params().castTo(DataType.DOUBLE));
    loss(exact, kind.batch(DataType.DOUBLE));
    loss(single, kind.batch(DataType.FLOAT));
    assertThat(single.getGradientsViewArray().toFloatVector())
        .containsExactly(exact.getGradientsViewArray().toFloatVector(), within(1e-5f));
  }

  @Test
  void convolutionAndSubsamplingComputeOnOneDnn() {
    assertThat(NativeFacts.helpers()).isTrue();
    MultiLayerNetwork network = network(SmallNetworks.LARGEST_SUBSAMPLING, DataType.FLOAT);
    loss(network, SmallNetworks.LARGEST_SUBSAMPLING.batch(DataType.FLOAT));
    List<? extends Class<?>> helpers =
        List.of(network.getLayers()).stream()
            .map(Layer::getHelper)
            .filter(LayerHelper.class::isInstance)
            .map(Object::getClass)
            .toList();
    assertThat(helpers.toString())
        .isEqualTo(List.of(MKLDNNConvHelper.class, MKLDNNSubsamplingHelper.class).toString());
  }
}
