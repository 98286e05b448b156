package org.tengen.models.dl4j.planes;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link WidenedVertex} at work. It has no parameters, and takes no masks. */
@SuppressWarnings("overrides") // Deeplearning4j's own class leaves three dots out
final class WidenedPlanes extends BaseGraphVertex {
  private final int zeros;

  @SuppressWarnings("NullAway") // the graph sets its neighbours after its construction
  WidenedPlanes(ComputationGraph graph, String name, int index, int zeros, DataType type) {
    super(graph, name, index, null, null, type);
    this.zeros = zeros;
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public @Nullable Layer getLayer() {
    return null;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray planes = inputs[0];
    long[] shape = planes.shape().clone();
    long own = shape[1];
    shape[1] += zeros;
    INDArray widened = workspaces.create(ArrayType.ACTIVATIONS, planes.dataType(), shape, 'c');
    widened.get(front(own)).assign(planes);
    return widened;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray own = epsilon.get(front(epsilon.size(1) - zeros));
    INDArray[] back = {workspaces.dup(ArrayType.ACTIVATION_GRAD, own, 'c')};
    return new Pair<>(null, back);
  }

  private static INDArrayIndex[] front(long planes) {
    return new INDArrayIndex[] {
      NDArrayIndex.all(), NDArrayIndex.interval(0, planes), NDArrayIndex.all(), NDArrayIndex.all()
    };
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {}

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray @Nullable [] masks, MaskState state, int samples) {
    return null;
  }

  @Override
  public String toString() {
    return "WidenedPlanes(name=" + vertexName + ",zeros=" + zeros + ")";
  }
}
