package org.tengen.models.dl4j.policyvalue;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss of which each number has its own part, of [batch, numbers] before the activation. Without
 * masks.
 */
interface HeadLoss extends ILossFunction {
  /** The factor of each of {@code count} numbers of a position. */
  double weight(long count);

  /** The loss of a number before the activation. */
  double loss(double output, double label);

  /** Its derivative by {@code output}. */
  double slope(double output, double label);

  @Override
  default INDArray computeScoreArray(
      INDArray labels, INDArray outputs, IActivation activation, @Nullable INDArray mask) {
    INDArray scores = Nd4j.zeros(outputs.dataType(), outputs.size(0), 1);
    for (long row = 0; row < outputs.size(0); row++) {
      double sum = 0;
      for (long i = 0; i < outputs.size(1); i++) {
        sum += loss(outputs.getDouble(row, i), labels.getDouble(row, i));
      }
      scores.putScalar(row, 0, sum * weight(outputs.size(1)));
    }
    return scores;
  }

  @Override
  default double computeScore(
      INDArray labels,
      INDArray outputs,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double sum = computeScoreArray(labels, outputs, activation, mask).sumNumber().doubleValue();
    return average ? sum / outputs.size(0) : sum;
  }

  @Override
  default INDArray computeGradient(
      INDArray labels, INDArray outputs, IActivation activation, @Nullable INDArray mask) {
    double weight = weight(outputs.size(1));
    INDArray gradient = Nd4j.createUninitialized(outputs.dataType(), outputs.shape());
    for (long row = 0; row < outputs.size(0); row++) {
      for (long i = 0; i < outputs.size(1); i++) {
        double slope = slope(outputs.getDouble(row, i), labels.getDouble(row, i));
        gradient.putScalar(row, i, weight * slope);
      }
    }
    return gradient;
  }

  @Override
  default Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray outputs,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, outputs, activation, mask, average),
        computeGradient(labels, outputs, activation, mask));
  }
}
