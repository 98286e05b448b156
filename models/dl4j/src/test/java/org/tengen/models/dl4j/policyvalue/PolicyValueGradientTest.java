package org.tengen.models.dl4j.policyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.Engine;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;

/**
 * The float32 gradients that training uses, with the oneDNN helpers on, against differences of the
 * same network's loss in float64, where no helper computes.
 */
class PolicyValueGradientTest {
  private static final double STEP = 1e-6;
  private static final int POSITIONS = 60;

  static Stream<Arguments> networks() {
    return SmallBoards.FORMS.stream()
        .flatMap(
            form ->
                Stream.of(
                    Arguments.of(form, false, false),
                    Arguments.of(form, true, true),
                    Arguments.of(form, false, true)))
        .filter(each -> each.get()[0].equals("basic") || each.get()[1].equals(each.get()[2]));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theGradientIsTheSlopeOfTheLoss(String form, boolean convolutional, boolean more) {
    PolicyValueSettings settings = SmallBoards.settings(form, convolutional, more, 0);
    PolicyValueBatch batch = SmallBoards.batch(settings, SmallBoards.SAMPLES, 11);
    try (PolicyValueReplica replica = Engine.load().policyValue(settings)) {
      SmallBoards.shake(replica, 5);
      double loss = replica.step(batch, 1);
      InFloat64 exact = new InFloat64(settings, batch, SmallBoards.copy(replica.parameters()));
      assertThat(loss).isCloseTo(exact.loss(), within(1e-4));

      for (int i = 0; i < replica.length(); i += 1 + replica.length() / POSITIONS) {
        if (!SmallBoards.isIn(replica.statistics(), i)) {
          double slope = exact.slope(i);
          assertThat((double) replica.gradient().get(i))
              .as("position %d", i)
              .isCloseTo(slope, within(5e-5 + 5e-4 * Math.abs(slope)));
        }
      }
    }
  }

  /** The same network in float64. */
  private static final class InFloat64 {
    private final ComputationGraph network;
    private final MultiDataSet set;
    private final int samples;

    InFloat64(PolicyValueSettings settings, PolicyValueBatch batch, float[] parameters) {
      network =
          new ComputationGraph(
              PolicyValueGraph.configuration(settings, new NoOp(), DataType.DOUBLE));
      network.init();
      network.setParams(Nd4j.createFromArray(parameters).castTo(DataType.DOUBLE));
      samples = batch.samples();
      BoardPlanes input = settings.input();
      INDArray planes =
          array(batch.planes()).reshape(samples, input.planes(), input.height(), input.width());
      List<INDArray> labels = new ArrayList<>();
      for (float[] each :
          List.of(batch.policies(), batch.values(), batch.ownership(), batch.scores())) {
        if (each.length > 0) {
          labels.add(array(each).reshape(samples, -1));
        }
      }
      set = new MultiDataSet(new INDArray[] {planes}, labels.toArray(INDArray[]::new));
    }

    private static INDArray array(float[] floats) {
      return Nd4j.createFromArray(floats).castTo(DataType.DOUBLE);
    }

    double loss() {
      return network.score(set, true) * samples;
    }

    double slope(int position) {
      INDArray parameters = network.params();
      double value = parameters.getDouble(position);
      parameters.putScalar(position, value + STEP);
      double above = loss();
      parameters.putScalar(position, value - STEP);
      double below = loss();
      parameters.putScalar(position, value);
      return (above - below) / (2 * STEP);
    }
  }
}
