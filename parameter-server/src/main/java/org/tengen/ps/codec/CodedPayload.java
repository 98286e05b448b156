package org.tengen.ps.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.codec.DenseFloats.Shape;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

/**
 * Floats in a format's bytes, which are decoded where they are read: in the shard, whether they
 * came over a socket or from the next thread.
 *
 * <pre>
 *  0 floats      4 entries     8 parameter of the format
 * 12 a dense format's bytes    then the entries, see {@link Entries}
 * </pre>
 *
 * The entries of a dense format are floats that are to be as they were: statistics. Those of a
 * sparse one are all that is not 0.
 */
public final class CodedPayload implements Payload {
  static final int HEADER = 12;

  private final Format format;
  private final ByteBuffer bytes;
  private final Shape shape;
  private final @Nullable DenseFloats dense;
  private final int entriesAt;

  /** Of bytes that were written by {@link #write}, from 0 to their limit. */
  CodedPayload(Format format, ByteBuffer bytes) {
    this.format = format;
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.shape = new Shape(this.bytes.getInt(0), this.bytes.getInt(4), this.bytes.getInt(8));
    this.dense = dense(format);
    this.entriesAt = HEADER + (dense == null ? 0 : dense.bytes(shape.parameter(), shape.floats()));
  }

  /**
   * Floats that somebody else has sent, over {@code bytes} from their position to their limit;
   * every length and position is looked at, and nothing is allocated by them.
   *
   * @throws BadPayloadException if they are not what {@code format} promises
   */
  public static CodedPayload of(Format format, ByteBuffer bytes) throws BadPayloadException {
    if (format == Format.FLOAT32) {
      throw new BadPayloadException("raw floats are not coded");
    }
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (in.limit() < HEADER) {
      throw new BadPayloadException(in.limit() + " bytes: expected at least " + HEADER);
    }
    Shape shape = new Shape(in.getInt(0), in.getInt(4), in.getInt(8));
    requireLengths(shape);
    requireParameter(format, shape.parameter());
    DenseFloats dense = dense(format);
    int fixed = HEADER + (dense == null ? 0 : dense.bytes(shape.parameter(), shape.floats()));
    int least = fixed + Float.BYTES * shape.entries();
    if (in.limit() < least) {
      throw new BadPayloadException(
          in.limit() + " bytes: expected at least " + least + " for " + shape.floats() + " floats");
    }
    if (format == Format.INT8) {
      requireScales(in, shape);
    }
    new EntryCursor(in, shape.floats(), shape.entries(), fixed).check();
    return new CodedPayload(format, in);
  }

  private static void requireLengths(Shape shape) throws BadPayloadException {
    if (shape.floats() < 1 || shape.floats() > Layout.MAX_SLICE_FLOATS) {
      throw new BadPayloadException(
          shape.floats() + " floats: expected 1 to " + Layout.MAX_SLICE_FLOATS);
    }
    if (shape.entries() < 0 || shape.entries() > shape.floats()) {
      throw new BadPayloadException(
          shape.entries() + " positions: expected 0 to " + shape.floats());
    }
  }

  private static void requireParameter(Format format, int parameter) throws BadPayloadException {
    boolean right =
        switch (format) {
          case FLOAT32, BFLOAT16, SPARSE -> parameter == 0;
          case INT8 -> parameter >= 0 && parameter < Int8Blocks.BLOCK;
          case CHANGES -> parameter >= 0;
        };
    if (!right) {
      throw new BadPayloadException(
          "parameter " + parameter + " of " + format + " is out of range");
    }
  }

  private static void requireScales(ByteBuffer in, Shape shape) throws BadPayloadException {
    int blocks = Int8Blocks.blocks(shape.parameter(), shape.floats());
    for (int block = 0; block < blocks; block++) {
      float scale = in.getFloat(HEADER + Float.BYTES * block);
      if (scale < 0 || scale == Float.POSITIVE_INFINITY) {
        throw new BadPayloadException(
            "scale " + scale + " of block " + block + ": expected 0 or more");
      }
    }
  }

  private static @Nullable DenseFloats dense(Format format) {
    return switch (format) {
      case FLOAT32, SPARSE, CHANGES -> null;
      case BFLOAT16 -> new BFloat16Floats();
      case INT8 -> new Int8Blocks();
    };
  }

  /** The same, over bytes of its own. */
  @Override
  public CodedPayload copy() {
    ByteBuffer own = ByteBuffer.allocate(bytes.limit());
    write(own);
    return new CodedPayload(format, own);
  }

  /** How the bytes are read. */
  public Format format() {
    return format;
  }

  /** The version that changes change. */
  public long base() {
    return shape.parameter();
  }

  /** Sets what has changed of a slice that begins at {@code at} of {@code into}. */
  public void change(float[] into, int at) {
    EntryCursor entries = new EntryCursor(bytes, shape.floats(), shape.entries(), entriesAt);
    while (entries.next()) {
      into[at + entries.position()] = entries.value();
    }
  }

  /** Their number. */
  public int bytes() {
    return bytes.limit();
  }

  /** Writes the bytes at absolute position 0 of {@code into}. */
  public void write(ByteBuffer into) {
    into.put(0, bytes, 0, bytes.limit());
  }

  @Override
  public int length() {
    return shape.floats();
  }

  @Override
  public void read(int from, float[] into, int at, int count) {
    if (format == Format.CHANGES) {
      throw new IllegalStateException("changes are no floats by themselves");
    }
    if (dense == null) {
      Arrays.fill(into, at, at + count, 0);
    } else {
      dense.decode(bytes, HEADER, shape, from, into, at, count);
    }
    EntryCursor entries = new EntryCursor(bytes, shape.floats(), shape.entries(), entriesAt);
    while (entries.next()) {
      int place = entries.position() - from;
      if (place >= 0 && place < count) {
        into[at + place] = entries.value();
      }
    }
  }

  @Override
  public void read(FloatBuffer into, int at) {
    float[] all = new float[length()];
    read(0, all, 0, all.length);
    into.put(at, all);
  }
}
