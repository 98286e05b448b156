package org.tengen.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeDefaultStepFunction;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeGradientStepFunction;
import org.deeplearning4j.nn.conf.stepfunctions.StepFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * Refuses, by layer and name, what training through the server would not do as Deeplearning4j does
 * it. What passes is honoured.
 */
final class SupportedSettings {
  private static final Set<DataType> DATA_TYPES = Set.of(DataType.FLOAT, DataType.DOUBLE);

  private SupportedSettings() {}

  /** Throws {@link UnsupportedSettingException} at the first setting that is not honoured. */
  static void check(TrainedNetwork network) {
    checkNetwork(network);
    network.layers().forEach(SupportedSettings::checkLayer);
  }

  private static void checkNetwork(TrainedNetwork network) {
    NeuralNetConfiguration conf = network.anyLayer();
    OptimizationAlgorithm algorithm = conf.getOptimizationAlgo();
    if (algorithm != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw refuse("optimizationAlgo", algorithm, "STOCHASTIC_GRADIENT_DESCENT");
    }
    StepFunction step = conf.getStepFunction();
    if (step != null
        && !(step instanceof NegativeDefaultStepFunction)
        && !(step instanceof NegativeGradientStepFunction)) {
      throw refuse("stepFunction", step.getClass().getSimpleName(), "none");
    }
    if (!conf.isMiniBatch()) {
      throw refuse("miniBatch", false, "true: the server divides by the samples of an update");
    }
    if (network.backprop() != BackpropType.Standard) {
      throw refuse("backpropType", network.backprop(), "Standard");
    }
    DataType type = network.model().params().dataType();
    if (!DATA_TYPES.contains(type)) {
      throw refuse("dataType", type, "FLOAT or DOUBLE");
    }
  }

  private static void checkLayer(String where, Layer layer) {
    checkConstraints(where, layer.conf().getLayer());
    Map<String, ?> parameters = layer.paramTable(false);
    if (parameters == null) {
      return;
    }
    for (String parameter : parameters.keySet()) {
      String what = where + ", parameter " + parameter;
      IUpdater updater = layer.getConfig().getUpdaterByParam(parameter);
      checkUpdater(what, updater);
      List<Regularization> terms = layer.getConfig().getRegularizationByParam(parameter);
      if (terms != null) {
        terms.forEach(term -> checkRegularization(what, term, updater));
      }
    }
  }

  /** A constraint moves weights after the update, where the server's next pull would undo it. */
  private static void checkConstraints(
      String where, org.deeplearning4j.nn.conf.layers.Layer layer) {
    if (layer instanceof FrozenLayer) {
      return;
    }
    if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
      Object first = layer.getConstraints().get(0).getClass().getSimpleName();
      throw new UnsupportedSettingException(where, "constraints", first, "none");
    }
    if (layer instanceof BaseWrapperLayer wrapper) {
      checkConstraints(where, wrapper.getUnderlying());
    } else if (layer instanceof Bidirectional both) {
      checkConstraints(where, both.getFwd());
      checkConstraints(where, both.getBwd());
    }
  }

  private static void checkUpdater(String where, IUpdater updater) {
    if (updater instanceof Nesterovs nesterovs) {
      if (nesterovs.getMomentumISchedule() != null) {
        String schedule = nesterovs.getMomentumISchedule().getClass().getSimpleName();
        throw new UnsupportedSettingException(
            where, "momentumSchedule", schedule, "a fixed momentum");
      }
    } else if (!(updater instanceof Sgd
        || updater instanceof AdaGrad
        || updater instanceof Adam
        || updater instanceof NoOp)) {
      String name = updater.getClass().getSimpleName();
      throw new UnsupportedSettingException(
          where, "updater", name, "Sgd, Nesterovs, AdaGrad, Adam or NoOp");
    }
  }

  /**
   * Lanes add l1 and l2 to the gradient, whatever their schedule. Weight decay is added to the
   * update, which is the gradient times the rate for Sgd and NoOp alone.
   */
  private static void checkRegularization(String where, Regularization term, IUpdater updater) {
    if (term instanceof L1Regularization || term instanceof L2Regularization) {
      return;
    }
    String name = term.getClass().getSimpleName();
    if (!(term instanceof WeightDecay decay)) {
      throw new UnsupportedSettingException(
          where, "regularization", name, "l1, l2 or weight decay");
    }
    if (!(updater instanceof Sgd || updater instanceof NoOp)) {
      throw new UnsupportedSettingException(
          where,
          "regularization",
          name + " with " + updater.getClass().getSimpleName(),
          "l2, or weight decay with Sgd");
    }
    if (updater.hasLearningRate() && !decay.isApplyLR()) {
      throw new UnsupportedSettingException(
          where, "regularization", name + " without the rate", "applyLR=true");
    }
  }

  private static UnsupportedSettingException refuse(String setting, Object value, String expected) {
    return new UnsupportedSettingException("network", setting, value, expected);
  }
}
