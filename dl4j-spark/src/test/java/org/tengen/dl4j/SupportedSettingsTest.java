package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.stepfunctions.GradientStepFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class SupportedSettingsTest {
  private static final Sgd SGD = new Sgd(0.1);

  static Stream<IUpdater> acceptedUpdaters() {
    return Stream.of(
        SGD,
        new Nesterovs(0.1, 0.9),
        new AdaGrad(0.1),
        new Adam(0.01),
        new NoOp(),
        new Adam(new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 10)));
  }

  @ParameterizedTest
  @MethodSource("acceptedUpdaters")
  void acceptsAnUpdaterThatTheServerHas(IUpdater updater) {
    assertThatCode(() -> check(Networks.small(Networks.settings(updater))))
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> refusedUpdaters() {
    return Stream.of(
        Arguments.of(new RmsProp(0.1), "RmsProp"),
        Arguments.of(new AdaMax(0.1), "AdaMax"),
        Arguments.of(new AdaDelta(), "AdaDelta"),
        Arguments.of(new AMSGrad(0.1), "AMSGrad"),
        Arguments.of(new Nadam(0.1), "Nadam"));
  }

  @ParameterizedTest
  @MethodSource("refusedUpdaters")
  void refusesAnUpdaterThatTheServerHasNot(IUpdater updater, String name) {
    assertRefused(
        Networks.small(Networks.settings(updater)),
        "layer 0 (layer0), parameter W: updater="
            + name
            + ": expected Sgd, Nesterovs, AdaGrad, Adam or NoOp");
  }

  @Test
  void refusesABiasUpdaterByTheBiassName() {
    assertRefused(
        Networks.small(Networks.settings(SGD).biasUpdater(new Nadam(0.1))),
        "layer 0 (layer0), parameter b: updater=Nadam:"
            + " expected Sgd, Nesterovs, AdaGrad, Adam or NoOp");
  }

  @Test
  void refusesAMomentumSchedule() {
    Nesterovs scheduled = new Nesterovs(0.1, new ExponentialSchedule(ScheduleType.EPOCH, 0.9, 0.9));

    assertRefused(
        withLayer(Networks.dense(3, 4).name("first").updater(scheduled).build()),
        "layer 0 (first), parameter W: momentumSchedule=ExponentialSchedule:"
            + " expected a fixed momentum");
  }

  @Test
  void acceptsFixedL1AndL2AndGradientNormalisation() {
    assertThatCode(
            () ->
                check(
                    Networks.small(
                        Networks.settings(SGD)
                            .l1(1e-4)
                            .l2(1e-3)
                            .gradientNormalization(
                                GradientNormalization.ClipElementWiseAbsoluteValue))))
        .doesNotThrowAnyException();
  }

  @Test
  void acceptsAnL2ThatChanges() {
    DenseLayer layer = Networks.dense(3, 4).build();
    layer
        .getRegularization()
        .add(new L2Regularization(new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 10)));

    assertThatCode(() -> check(withLayer(layer))).doesNotThrowAnyException();
  }

  @Test
  void acceptsWeightDecayWhereTheUpdateIsTheGradientTimesTheRate() {
    assertThatCode(() -> check(Networks.small(Networks.settings(SGD).weightDecay(1e-3, true))))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWeightDecayBehindAnUpdaterWithState() {
    assertRefused(
        Networks.small(Networks.settings(new Adam(0.01)).weightDecay(1e-3, true)),
        "layer 0 (layer0), parameter W: regularization=WeightDecay with Adam:"
            + " expected l2, or weight decay with Sgd");
  }

  @Test
  void refusesWeightDecayThatTheRateDoesNotScale() {
    assertRefused(
        Networks.small(Networks.settings(SGD).weightDecay(1e-3, false)),
        "layer 0 (layer0), parameter W: regularization=WeightDecay without the rate:"
            + " expected applyLR=true");
  }

  @Test
  void refusesAConstraint() {
    assertRefused(
        withLayer(Networks.dense(3, 4).constrainWeights(new MaxNormConstraint(1, 1)).build()),
        "layer 0 (layer0): constraints=MaxNormConstraint: expected none");
  }

  @Test
  void refusesAConstraintInsideAWrapper() {
    LSTM inner =
        new LSTM.Builder().nIn(3).nOut(4).constrainBias(new NonNegativeConstraint()).build();
    MultiLayerConfiguration configuration =
        Networks.settings(SGD)
            .list()
            .layer(new Bidirectional(Bidirectional.Mode.ADD, inner))
            .layer(new RnnOutputLayer.Builder().nIn(4).nOut(2).build())
            .build();

    assertRefused(
        configuration, "layer 0 (layer0): constraints=NonNegativeConstraint: expected none");
  }

  @Test
  void refusesASolverThatSearchesLines() {
    assertRefused(
        Networks.small(Networks.settings(SGD).optimizationAlgo(OptimizationAlgorithm.LBFGS)),
        "network: optimizationAlgo=LBFGS: expected STOCHASTIC_GRADIENT_DESCENT");
  }

  @Test
  @SuppressWarnings("deprecation") // deprecated, but still honoured by Deeplearning4j
  void refusesAStepFunctionThatAscends() {
    assertRefused(
        Networks.small(Networks.settings(SGD).stepFunction(new GradientStepFunction())),
        "network: stepFunction=GradientStepFunction: expected none");
  }

  @Test
  void refusesGradientsThatAreNotDividedByTheBatch() {
    assertRefused(
        Networks.small(Networks.settings(SGD).miniBatch(false)),
        "network: miniBatch=false: expected true: the server divides by the samples of an update");
  }

  @Test
  void refusesTruncatedBackPropagationThroughTime() {
    MultiLayerConfiguration configuration =
        Networks.settings(SGD)
            .list()
            .layer(new LSTM.Builder().nIn(3).nOut(4).build())
            .layer(new RnnOutputLayer.Builder().nIn(4).nOut(2).build())
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(5)
            .build();

    assertRefused(configuration, "network: backpropType=TruncatedBPTT: expected Standard");
  }

  @Test
  void refusesHalfPrecision() {
    assertRefused(
        Networks.small(Networks.settings(SGD).dataType(DataType.FLOAT16)),
        "network: dataType=HALF: expected FLOAT or DOUBLE");
  }

  @Test
  void namesAGraphsVertex() {
    ComputationGraphConfiguration configuration =
        Networks.settings(SGD)
            .graphBuilder()
            .addInputs("in")
            .addLayer("hidden", Networks.dense(3, 4).updater(new AdaMax(0.1)).build(), "in")
            .addLayer("out", Networks.output(4, 2).build(), "hidden")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();

    assertThatThrownBy(() -> SupportedSettings.check(new TrainedNetwork.Graph(graph)))
        .isInstanceOf(UnsupportedSettingException.class)
        .hasMessage(
            "layer hidden, parameter W: updater=AdaMax:"
                + " expected Sgd, Nesterovs, AdaGrad, Adam or NoOp");
  }

  private static MultiLayerConfiguration withLayer(Layer first) {
    return Networks.settings(SGD).list().layer(first).layer(Networks.output(4, 2).build()).build();
  }

  private static void check(MultiLayerConfiguration configuration) {
    SupportedSettings.check(Networks.layered(configuration));
  }

  private static void assertRefused(MultiLayerConfiguration configuration, String message) {
    assertThatThrownBy(() -> check(configuration))
        .isInstanceOf(UnsupportedSettingException.class)
        .hasMessage(message);
  }
}
