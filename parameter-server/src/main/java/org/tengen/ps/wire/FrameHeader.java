package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Request;

/**
 * The 64 bytes that every frame begins with, little-endian. A field that a type does not use is 0.
 *
 * <pre>
 *  0 magic       4 version (2 bytes), type, format   8 request id
 * 16 target     20 lane                          24 incarnation    28 slice
 * 32 clock      40 slice version                 48 samples        52 payload bytes
 * 56 parked, ns, or a shard's epoch
 * </pre>
 *
 * @param id the client's number for the request; an answer carries its request's
 * @param target {@link #COORDINATOR}, or the shard's index
 * @param version a slice's number of updates
 * @param parkedNs how long an answer was held back; 0 in frames that carry an epoch
 * @param epoch of a shard, in pulls, pushes and answers that tell it; 0 in others
 * @param payloadBytes what follows the header
 * @param format how a payload of floats is to be read; {@link Format#FLOAT32} for other payloads
 */
public record FrameHeader(
    FrameType type,
    long id,
    int target,
    int lane,
    int incarnation,
    int slice,
    long clock,
    long version,
    int samples,
    long parkedNs,
    long epoch,
    int payloadBytes,
    Format format) {

  /** A header of raw floats, or of a payload that is no floats. */
  public FrameHeader(
      FrameType type,
      long id,
      int target,
      int lane,
      int incarnation,
      int slice,
      long clock,
      long version,
      int samples,
      long parkedNs,
      int payloadBytes) {
    this(
        type,
        id,
        target,
        lane,
        incarnation,
        slice,
        clock,
        version,
        samples,
        type.carriesEpoch() ? 0 : parkedNs,
        type.carriesEpoch() ? Request.FIRST_EPOCH : 0,
        payloadBytes,
        Format.FLOAT32);
  }

  /** A header's length. */
  public static final int BYTES = 64;

  /** The coordinator's target. */
  public static final int COORDINATOR = -1;

  /** A header of nothing but a type and a length. */
  public static FrameHeader bare(FrameType type, int payloadBytes) {
    return answer(type, 0, 0, payloadBytes);
  }

  /** An answer to request {@code id}. */
  static FrameHeader answer(FrameType type, long id, long parkedNs, int payloadBytes) {
    return new FrameHeader(type, id, 0, 0, 0, 0, 0, 0, 0, parkedNs, payloadBytes);
  }

  /** The same of another epoch. */
  FrameHeader in(long other) {
    return new FrameHeader(
        type,
        id,
        target,
        lane,
        incarnation,
        slice,
        clock,
        version,
        samples,
        parkedNs,
        other,
        payloadBytes,
        format);
  }

  /** Writes the header at absolute position 0 of {@code into}, whatever its byte order. */
  public void write(ByteBuffer into) {
    ByteBuffer out = into.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, Frames.MAGIC);
    out.putShort(4, Frames.VERSION);
    out.put(6, type.code());
    out.put(7, format.code());
    out.putLong(8, id);
    out.putInt(16, target);
    out.putInt(20, lane);
    out.putInt(24, incarnation);
    out.putInt(28, slice);
    out.putLong(32, clock);
    out.putLong(40, version);
    out.putInt(48, samples);
    out.putInt(52, payloadBytes);
    out.putLong(56, type.carriesEpoch() ? epoch : parkedNs);
  }

  /**
   * The header in the first 64 bytes of {@code from}.
   *
   * @throws BadFrameException if these are no header, or not one of {@code expected}
   */
  public static FrameHeader read(ByteBuffer from, Expected expected) throws BadFrameException {
    ByteBuffer in = from.slice().order(ByteOrder.LITTLE_ENDIAN);
    FrameType type = typeOf(in, expected);
    Format format = formatOf(in, type);
    int payloadBytes = in.getInt(52);
    checkLength(type, format, payloadBytes, expected.maxPayloadBytes());
    long last = in.getLong(56);
    return new FrameHeader(
        type,
        in.getLong(8),
        in.getInt(16),
        in.getInt(20),
        in.getInt(24),
        in.getInt(28),
        in.getLong(32),
        in.getLong(40),
        in.getInt(48),
        type.carriesEpoch() ? 0 : last,
        type.carriesEpoch() ? last : 0,
        payloadBytes,
        format);
  }

  private static Format formatOf(ByteBuffer in, FrameType type) throws BadFrameException {
    Format format = Format.of(in.get(7));
    boolean coded = format != Format.FLOAT32;
    if (format == null || (coded && type.shape() != FrameType.Shape.FLOATS)) {
      throw new BadFrameException(type + " frame of format code " + in.get(7));
    }
    return format;
  }

  private static FrameType typeOf(ByteBuffer in, Expected expected) throws BadFrameException {
    if (in.getInt(0) != Frames.MAGIC) {
      throw new BadFrameException("not a frame of this protocol: its first four bytes are wrong");
    }
    short version = in.getShort(4);
    if (version != Frames.VERSION) {
      throw new BadFrameException(
          "protocol version "
              + Short.toUnsignedInt(version)
              + ": this side speaks version "
              + Frames.VERSION
              + "; use the same release on both");
    }
    FrameType type = FrameType.of(in.get(6));
    if (type == null || !expected.types().contains(type)) {
      throw new BadFrameException(
          "frame type "
              + (type == null ? "code " + in.get(6) : type)
              + ": expected one of "
              + expected.types());
    }
    return type;
  }

  private static void checkLength(FrameType type, Format format, int bytes, int max)
      throws BadFrameException {
    int most =
        switch (type.shape()) {
          case EMPTY -> 0;
          case TEXT -> Math.min(max, Frames.MAX_TEXT_BYTES);
          case FLOATS, BYTES -> max;
        };
    if (bytes < 0 || bytes > most) {
      throw new BadFrameException(
          type
              + " frame of "
              + Integer.toUnsignedString(bytes)
              + " bytes: at most "
              + most
              + " are accepted");
    }
    boolean raw = type.shape() == FrameType.Shape.FLOATS && format == Format.FLOAT32;
    if (raw && bytes % Float.BYTES != 0) {
      throw new BadFrameException(
          type + " frame of " + bytes + " bytes: expected whole floats of 4 bytes");
    }
  }
}
