package org.tengen.models.dl4j.policyvalue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.dl4j.onnx.OnnxModel;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueSettings;

/** The policy-value network as an ONNX model. */
public final class PolicyValueOnnx {
  private PolicyValueOnnx() {}

  /** The model's file, with these parameters. */
  public static byte[] of(PolicyValueSettings settings, float[] parameters) {
    if (parameters.length != settings.parameters()) {
      throw new IllegalArgumentException(
          "%d parameters: expected %d for this network"
              .formatted(parameters.length, settings.parameters()));
    }
    ComputationGraph network =
        new ComputationGraph(PolicyValueGraph.configuration(settings, new NoOp(), DataType.FLOAT));
    INDArray flat = Nd4j.createFromArray(parameters).reshape(1, parameters.length);
    network.init(flat, false);
    byte[] model = OnnxModel.of(network, settings.name(), inputs(settings), outputs(settings));
    network.close();
    return model;
  }

  private static Map<String, long[]> inputs(PolicyValueSettings settings) {
    BoardPlanes input = settings.input();
    return Map.of(
        PolicyValueGraph.PLANES, new long[] {input.planes(), input.height(), input.width()});
  }

  private static Map<String, long[]> outputs(PolicyValueSettings settings) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String output : PolicyValueGraph.outputs(settings.heads())) {
      shapes.put(output, new long[] {numbers(output, settings.input())});
    }
    return shapes;
  }

  private static long numbers(String output, BoardPlanes input) {
    return switch (output) {
      case PolicyValueGraph.POLICY -> input.moves();
      case PolicyValueGraph.OWNERSHIP -> input.points();
      default -> 1;
    };
  }
}
