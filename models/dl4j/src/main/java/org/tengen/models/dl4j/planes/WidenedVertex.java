package org.tengen.models.dl4j.planes;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Planes with planes of zeros behind them: the shortcut of a pyramid's block (Han et al. 2017). */
public final class WidenedVertex extends GraphVertex {
  private static final long serialVersionUID = 1L;

  private final int zeros;

  /** That many planes of zeros. */
  public WidenedVertex(@JsonProperty("zeros") int zeros) {
    this.zeros = zeros;
  }

  /** How many planes of zeros. */
  public int getZeros() {
    return zeros;
  }

  @Override
  public WidenedVertex clone() {
    return new WidenedVertex(zeros);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WidenedVertex vertex && vertex.zeros == zeros;
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(zeros);
  }

  @Override
  public String toString() {
    return "WidenedVertex(zeros=" + zeros + ")";
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return new WidenedPlanes(graph, name, index, zeros, type);
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    InputTypeConvolutional planes = (InputTypeConvolutional) inputs[0];
    return InputType.convolutional(
        planes.getHeight(), planes.getWidth(), planes.getChannels() + zeros, planes.getFormat());
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    InputType given = getOutputType(0, inputs);
    return new LayerMemoryReport.Builder(null, WidenedVertex.class, inputs[0], given)
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}
