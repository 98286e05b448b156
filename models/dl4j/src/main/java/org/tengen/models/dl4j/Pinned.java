package org.tengen.models.dl4j;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.softmax.SoftmaxHead;

/**
 * Arrays whose memory is used through pointers. Neither a pointer nor a buffer keeps ND4J from
 * freeing what it points to once the array itself is garbage; this does, until it is closed.
 */
final class Pinned implements AutoCloseable {
  private final List<INDArray> arrays = new ArrayList<>();

  /** Dense row-major arrays [rows][inputs] twice, and [some rows][classes] to compute in. */
  SoftmaxHead.Rows rows(INDArray values, INDArray gradient, INDArray scratch) {
    return new SoftmaxHead.Rows(
        (int) values.size(0), memory(values), memory(gradient), memory(scratch));
  }

  /** Weights [inputs, classes] in order 'f', and the biases. */
  SoftmaxHead.Parameters parameters(INDArray weights, @Nullable INDArray bias) {
    return new SoftmaxHead.Parameters(memory(weights), bias == null ? null : buffer(bias));
  }

  /** A dense array's memory for Java. */
  FloatBuffer buffer(INDArray array) {
    return memory(array).capacity(array.length()).asBuffer();
  }

  private FloatPointer memory(INDArray array) {
    arrays.add(array);
    return Blas.memory(array);
  }

  @Override
  @SuppressWarnings("ReachabilityFenceUsage") // the finally is whoever's that opened this
  public void close() {
    Reference.reachabilityFence(arrays);
  }
}
