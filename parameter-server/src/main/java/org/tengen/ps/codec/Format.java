package org.tengen.ps.codec;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;

/** How a payload's bytes are to be read. Frames name it; the codes never change their meaning. */
public enum Format {
  /** Raw little-endian float32, and nothing else. */
  FLOAT32(0),
  /** The upper half of each float32. */
  BFLOAT16(1),
  /** Blocks of signed bytes, each with its scale. */
  INT8(2),
  /** Some floats with their positions; the others are 0. */
  SPARSE(3),
  /** Some floats with their positions; the others are as the reader has them. */
  CHANGES(4);

  private final byte code;

  Format(int code) {
    this.code = (byte) code;
  }

  /** What stands for it in a frame's header. */
  public byte code() {
    return code;
  }

  /** The format with this code; null if there is none. */
  public static @Nullable Format of(byte code) {
    for (Format format : values()) {
      if (format.code == code) {
        return format;
      }
    }
    return null;
  }

  /** The payload's. */
  public static Format of(Payload payload) {
    return payload instanceof CodedPayload coded ? coded.format() : FLOAT32;
  }
}
