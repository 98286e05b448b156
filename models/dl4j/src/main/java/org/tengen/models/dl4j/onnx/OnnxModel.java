package org.tengen.models.dl4j.onnx;

import java.util.List;
import java.util.Map;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.tengen.models.dl4j.planes.WidenedVertex;

/** A graph of Deeplearning4j's as an ONNX model. */
public final class OnnxModel {
  /** The set of operators whose meaning the nodes have. */
  private static final long OPSET = 13;

  /** The version of the file format that came with it. */
  private static final long IR_VERSION = 7;

  private final ComputationGraph network;
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final NodeWriter writer = new NodeWriter(graph);
  private final LayerNodes layers = new LayerNodes(writer);

  private OnnxModel(ComputationGraph network) {
    this.network = network;
  }

  /**
   * The model's file. Inputs, outputs and nodes have their vertices' names; the first dimension of
   * inputs and outputs may have any size.
   *
   * @param name of the graph
   * @param inputs for each input its shape without the batch
   * @param outputs for each output its shape without the batch
   * @throws IllegalArgumentException naming a vertex that there are no nodes for
   */
  public static byte[] of(
      ComputationGraph network,
      String name,
      Map<String, long[]> inputs,
      Map<String, long[]> outputs) {
    OnnxModel model = new OnnxModel(network);
    model.graph.setName(name);
    inputs.forEach(model.writer::input);
    outputs.forEach(model.writer::output);
    for (int vertex : network.topologicalSortOrder()) {
      model.vertex(network.getVertices()[vertex].getVertexName());
    }
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("tengen")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(model.graph)
        .build()
        .toByteArray();
  }

  private void vertex(String name) {
    GraphVertex vertex = network.getConfiguration().getVertices().get(name);
    if (vertex == null) {
      return; // an input
    }
    List<String> inputs =
        network.getConfiguration().getVertexInputs().getOrDefault(name, List.of());
    if (vertex instanceof LayerVertex layer) {
      layer(name, layer.getPreProcessor(), inputs.get(0));
    } else if (vertex instanceof ElementWiseVertex sum
        && sum.getOp() == ElementWiseVertex.Op.Add
        && inputs.size() == 2) {
      writer.node(name, "Add", inputs);
    } else if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == 1) {
      writer.node(name, "Concat", inputs, NodeWriter.attribute("axis", 1));
    } else if (vertex instanceof ScaleVertex scale) {
      float[] factor = {(float) scale.getScaleFactor()};
      scaled(name, inputs.get(0), writer.constant(name + ".factor", factor));
    } else if (vertex instanceof WidenedVertex widened) {
      // none before; behind, none in the batch, then the planes, then none in rows and columns
      String pads = writer.constant(name + ".pads", 0, 0, 0, 0, 0, widened.getZeros(), 0, 0);
      writer.node(name, "Pad", List.of(inputs.get(0), pads));
    } else if (vertex instanceof PreprocessorVertex preprocessor) {
      flattened(name, preprocessor.getPreProcessor(), inputs.get(0));
    } else {
      throw LayerNodes.unknown(name, vertex.toString());
    }
  }

  private void layer(String name, InputPreProcessor before, String from) {
    String read = from;
    if (before != null) {
      read = name + ".flat";
      flattened(read, before, from);
    }
    layers.write(name, network.getLayer(name), read);
  }

  private void scaled(String name, String from, String factor) {
    writer.node(name, "Mul", List.of(from, factor));
  }

  private void flattened(String name, InputPreProcessor preprocessor, String from) {
    if (!(preprocessor instanceof CnnToFeedForwardPreProcessor)) {
      throw LayerNodes.unknown(name, preprocessor.toString());
    }
    writer.node(name, "Flatten", List.of(from), NodeWriter.attribute("axis", 1));
  }
}
