package org.tengen.ps.wire;

import java.nio.ByteBuffer;

/**
 * What two sides on one host say to each other about memory that both map.
 *
 * <pre>
 * client                            server
 *   SHARE                     ---->  makes a file of two halves
 *   maps it  &lt;----  SHARED  its name, bytes of a half; or no name
 *   MAPPED  yes or no         ---->  deletes the file's name
 *   IN_MEMORY  PUSH           ---->  reads the first half until its reply
 *   reads the second half  &lt;----  IN_MEMORY  WEIGHTS
 *   FREED  places             ---->  may write there again
 * </pre>
 */
public final class SharedFrames {
  private static final int MAX_NAME = 255;

  private SharedFrames() {}

  /**
   * What a server offers.
   *
   * @param file the file's name; empty if there is none
   * @param halfBytes what each side may write to
   */
  public record Offer(String file, int halfBytes) {
    /** There is none. */
    public static final Offer NONE = new Offer("", 0);
  }

  /** Asks for memory. */
  public static Frame ask() {
    return Frame.text(FrameType.SHARE, new byte[0]);
  }

  /** Answers that. */
  public static Frame offer(Offer offer) {
    return Frame.text(
        FrameType.SHARED,
        new TextWriter().string("file", offer.file(), MAX_NAME).i32(offer.halfBytes()).toBytes());
  }

  /** What {@link #offer} says. */
  public static Offer readOffer(ByteBuffer payload) throws BadFrameException {
    TextReader in = new TextReader(payload);
    Offer offer = new Offer(in.line(MAX_NAME), in.i32());
    in.end();
    return offer;
  }

  /** Says whether the offered memory is mapped. */
  public static Frame mapped(boolean is) {
    return Frame.text(FrameType.MAPPED, new byte[] {(byte) (is ? 1 : 0)});
  }

  /** What {@link #mapped} says. */
  public static boolean readMapped(ByteBuffer payload) throws BadFrameException {
    TextReader in = new TextReader(payload);
    boolean is = in.u8() != 0;
    in.end();
    return is;
  }

  /** Says that the bodies at the first {@code count} of {@code places} have been read. */
  public static Frame freed(int[] places, int count) {
    TextWriter out = new TextWriter();
    for (int i = 0; i < count; i++) {
      out.i32(places[i]);
    }
    return Frame.text(FrameType.FREED, out.toBytes());
  }

  /** What {@link #freed} says. */
  public static int[] readFreed(ByteBuffer payload) throws BadFrameException {
    TextReader in = new TextReader(payload);
    int[] places = new int[payload.remaining() / Integer.BYTES];
    for (int i = 0; i < places.length; i++) {
      places[i] = in.i32();
    }
    in.end();
    return places;
  }
}
