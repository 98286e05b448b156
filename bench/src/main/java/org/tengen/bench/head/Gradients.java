package org.tengen.bench.head;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** One batch's gradient of every parameter, by the parameter's name. */
record Gradients(Map<String, INDArray> byName) {

  /** The gradient at the network's present weights, which stay as they are. */
  static Gradients of(MultiLayerNetwork network, DataSet batch) {
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    Map<String, INDArray> copies = new LinkedHashMap<>();
    network
        .gradient()
        .gradientForVariable()
        .forEach((name, gradient) -> copies.put(name, gradient.dup()));
    network.clear();
    return new Gradients(copies);
  }

  /**
   * How far these are from {@code reference}: the norm of the difference over the reference's norm,
   * of the parameter for which it is largest.
   */
  double farthestFrom(Gradients reference) {
    double farthest = 0;
    for (Map.Entry<String, INDArray> theirs : reference.byName.entrySet()) {
      INDArray ours = byName.get(theirs.getKey());
      if (ours == null) {
        throw new IllegalArgumentException("no gradient of " + theirs.getKey());
      }
      double difference = ours.sub(theirs.getValue()).norm2Number().doubleValue();
      double relative = difference / theirs.getValue().norm2Number().doubleValue();
      // not a number is as far as can be
      farthest = Double.isNaN(relative) ? Double.POSITIVE_INFINITY : Math.max(farthest, relative);
    }
    return farthest;
  }
}
