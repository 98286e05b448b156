package org.tengen.ps.wire;

/** The protocol's numbers. */
public final class Frames {
  /** The first four bytes of every frame: {@code TNGN}. */
  public static final int MAGIC = 0x4e474e54;

  /** The protocol's version, in the two bytes after the magic; both places never change. */
  public static final short VERSION = 6;

  /** The most that a handshake's frame may carry. */
  public static final int MAX_HANDSHAKE_BYTES = 2048;

  /** The most that a frame of numbers and strings may carry. */
  public static final int MAX_TEXT_BYTES = 64 * 1024;

  private Frames() {}
}
