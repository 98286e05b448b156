package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.tengen.ps.table.Range;

class TrainingPlanTest {
  @Test
  void makesOneBlockOfNeighboursWithTheSameUpdater() {
    TrainingPlan plan =
        TrainingPlan.of(Networks.layered(Networks.small(Networks.settings(new Adam(0.01)))));

    assertThat(plan.length()).isEqualTo(26);
    assertThat(plan.stateLength()).isEqualTo(52);
    assertThat(plan.statistics()).isEmpty();
    assertThat(plan.blocks())
        .containsExactly(
            new UpdateBlock(
                new Range(0, 26), new Range(0, 52), "layer0, parameter W", new Adam(0.01), true));
  }

  @Test
  void splitsWhereTheBiasesHaveAnUpdaterOfTheirOwn() {
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.layered(
                Networks.small(
                    Networks.settings(new Adam(0.01)).biasUpdater(new Nesterovs(0.1, 0.9)))));

    assertThat(plan.blocks())
        .extracting(UpdateBlock::positions)
        .containsExactly(new Range(0, 12), new Range(12, 16), new Range(16, 24), new Range(24, 26));
    assertThat(plan.blocks())
        .extracting(UpdateBlock::state)
        .containsExactly(new Range(0, 24), new Range(24, 28), new Range(28, 44), new Range(44, 46));
    assertThat(plan.blocks()).extracting(UpdateBlock::slots).containsExactly(2, 1, 2, 1);
    assertThat(plan.stateLength()).isEqualTo(46);
  }

  @Test
  void splitsWhereALayerHasAnUpdaterOfItsOwn() {
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.layered(
                Networks.settings(new Sgd(0.1))
                    .list()
                    .layer(Networks.dense(3, 4).updater(new AdaGrad(0.2)).build())
                    .layer(Networks.output(4, 2).build())
                    .build()));

    assertThat(plan.blocks())
        .extracting(UpdateBlock::updater)
        .containsExactly(new AdaGrad(0.2), new Sgd(0.1));
    assertThat(plan.blocks())
        .extracting(UpdateBlock::where)
        .containsExactly("layer0, parameter W", "layer1, parameter W");
  }

  @Test
  void keepsBatchNormalisationsMeanAndVarianceOutOfTheBlocks() {
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.layered(
                Networks.settings(new Sgd(0.1))
                    .list()
                    .layer(Networks.dense(3, 4).build())
                    .layer(new BatchNormalization.Builder().nIn(4).nOut(4).build())
                    .layer(Networks.output(4, 2).build())
                    .build()));

    // W 12, b 4, gamma 4, beta 4 | mean 4, variance 4 | W 8, b 2
    assertThat(plan.statistics()).containsExactly(new Range(24, 32));
    assertThat(plan.blocks())
        .extracting(UpdateBlock::positions)
        .containsExactly(new Range(0, 24), new Range(32, 42));
  }

  @Test
  void partsStatisticsFromAFrozenLayerThatFollowsThem() {
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.layered(
                Networks.settings(new Sgd(0.1))
                    .list()
                    .layer(new BatchNormalization.Builder().nIn(3).nOut(3).build())
                    .layer(new FrozenLayer(Networks.dense(3, 4).build()))
                    .layer(Networks.output(4, 2).build())
                    .build()));

    assertThat(plan.statistics()).containsExactly(new Range(6, 12));
    assertThat(plan.blocks())
        .extracting(UpdateBlock::positions)
        .containsExactly(new Range(0, 6), new Range(12, 28), new Range(28, 38));
    assertThat(plan.blocks().get(1).updater()).isEqualTo(new NoOp());
  }

  @Test
  void leavesWhatOnlyPreTrainingMoves() {
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.layered(
                Networks.settings(new Adam(0.01))
                    .list()
                    .layer(new AutoEncoder.Builder().nIn(3).nOut(4).build())
                    .layer(Networks.output(4, 2).build())
                    .build()));

    // W 12, b 4 | the visible layer's bias 3 | W 8, b 2
    assertThat(plan.blocks())
        .extracting(UpdateBlock::positions)
        .containsExactly(new Range(0, 16), new Range(16, 19), new Range(19, 29));
    assertThat(plan.blocks()).extracting(UpdateBlock::trained).containsExactly(true, false, true);
  }

  @Test
  void followsAGraphsTopologicalOrder() {
    ComputationGraphConfiguration configuration =
        Networks.settings(new Sgd(0.1))
            .graphBuilder()
            .addInputs("in")
            .addLayer("out", Networks.output(4, 2).updater(new AdaGrad(0.2)).build(), "hidden")
            .addLayer("hidden", Networks.dense(3, 4).build(), "in")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();

    TrainingPlan plan = TrainingPlan.of(new TrainedNetwork.Graph(graph));

    assertThat(plan.blocks())
        .extracting(UpdateBlock::where)
        .containsExactly("hidden, parameter W", "out, parameter W");
    assertThat(plan.blocks())
        .extracting(UpdateBlock::positions)
        .containsExactly(new Range(0, 16), new Range(16, 26));
  }
}
