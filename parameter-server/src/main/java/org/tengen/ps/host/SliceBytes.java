package org.tengen.ps.host;

import org.tengen.ps.image.SliceImage;
import org.tengen.ps.table.Range;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** A slice's image on the wire, whole: with all its arrays it fits a frame. */
final class SliceBytes {
  private static final int MAX_STATE_ARRAYS = 16;

  private SliceBytes() {}

  static void write(TextWriter out, SliceImage image) {
    out.i32(image.slice()).i32(image.range().from()).i32(image.range().to()).i64(image.version());
    Numbers.write(out, image.clocks());
    Numbers.write(out, image.weights());
    Numbers.write(out, image.previous());
    out.u8(image.state().length);
    for (float[] array : image.state()) {
      Numbers.write(out, array);
    }
  }

  static SliceImage read(TextReader in) throws BadFrameException {
    int slice = in.i32();
    Range range = range(in.i32(), in.i32());
    long version = in.i64();
    long[] clocks = Numbers.read(in);
    float[] weights = Numbers.readFloats(in);
    float[] previous = Numbers.readFloats(in);
    float[][] state = new float[stateArrays(in.u8())][];
    for (int i = 0; i < state.length; i++) {
      state[i] = Numbers.readFloats(in);
    }
    return new SliceImage(slice, range, version, clocks, weights, previous, state);
  }

  private static Range range(int from, int to) throws BadFrameException {
    try {
      return new Range(from, to);
    } catch (IllegalArgumentException e) {
      throw new BadFrameException(String.valueOf(e.getMessage()));
    }
  }

  private static int stateArrays(int count) throws BadFrameException {
    if (count > MAX_STATE_ARRAYS) {
      throw new BadFrameException(
          count + " arrays of optimiser state: at most " + MAX_STATE_ARRAYS);
    }
    return count;
  }
}
