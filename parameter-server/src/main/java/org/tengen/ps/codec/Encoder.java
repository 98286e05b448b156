package org.tengen.ps.codec;

import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

/**
 * Makes payloads of what one lane pushes, and keeps what it does not send. A lease has its own and
 * one thread uses it; each push is encoded once, in order of clocks.
 */
public interface Encoder {
  /**
   * Encodes a push.
   *
   * @param push the gradient's sum over {@code samples}, or what stands in its place, at absolute
   *     positions; read until the payloads are not needed any more
   * @param clock the iteration that has computed it
   * @return by slice; readable until the next call
   */
  List<Payload> encode(FloatBuffer push, int samples, long clock);

  /** A lane's encoder that has kept nothing yet. */
  static Encoder of(Coding coding, Layout layout) {
    Codec codec = coding.codec();
    if (codec instanceof Codec.BFloat16) {
      return new DenseEncoder(new BFloat16Floats(), coding, layout);
    }
    if (codec instanceof Codec.Int8) {
      return new DenseEncoder(new Int8Blocks(), coding, layout);
    }
    if (codec instanceof Codec.TopK topK) {
      return new SparseEncoder(
          new Selection.Largest(topK, coding), topK.feedback(), coding, layout);
    }
    if (codec instanceof Codec.Threshold threshold) {
      return new SparseEncoder(
          new Selection.AtLeast(threshold), threshold.feedback(), coding, layout);
    }
    return new RawEncoder(layout);
  }
}
