package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class StateViewTest {
  /** Adam for weights, Nesterov for biases: state [m W0 | v W0 | b0 | m W1 | v W1 | b1]. */
  private final MultiLayerNetwork network =
      Networks.init(
          Networks.small(Networks.settings(new Adam(0.01)).biasUpdater(new Nesterovs(0.1, 0.9))));

  private final TrainingPlan plan = TrainingPlan.of(new TrainedNetwork.Layered(network));

  @Test
  void putsEachFloatOfTheViewAtItsSlotAndPosition() {
    float[][] slots = StateView.toSlots(plan, Nd4j.arange(46));

    assertThat(slots[0])
        .containsExactly(
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
            44, 45);
    assertThat(slots[1])
        .containsExactly(
            12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 0, 0, 0, 36, 37, 38, 39, 40, 41, 42,
            43, 0, 0);
  }

  @Test
  void givesTheViewBackAsItWas() {
    INDArray view = network.getUpdater().getStateViewArray();
    view.assign(Nd4j.arange(46).castTo(view.dataType()));
    float[][] slots = StateView.toSlots(plan, view);
    view.assign(0);

    StateView.fromSlots(plan, Arrays.asList(slots), view);

    assertThat(network.getUpdater().getStateViewArray().toFloatVector())
        .containsExactly(Nd4j.arange(46).toFloatVector());
  }

  @Test
  void hasNoStateForSgd() {
    TrainingPlan stateless =
        TrainingPlan.of(Networks.layered(Networks.small(Networks.settings(new Sgd(0.1)))));

    assertThat(stateless.stateLength()).isZero();
    assertThat(StateView.toSlots(stateless, null)).isEqualTo(new float[2][26]);
  }
}
