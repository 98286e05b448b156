package org.tengen.go.sgf;

/** A place in the bytes of a file, that goes on and knows its line. */
final class SgfBytes {
  /** What {@link #peek} says behind the last byte. */
  static final int END = -1;

  private final byte[] bytes;
  private final String file;
  private int next;
  private int line = 1;

  SgfBytes(byte[] bytes, String file) {
    this.bytes = bytes;
    this.file = file;
  }

  /** The byte that comes next, 0 to 255, or {@link #END}. */
  int peek() {
    return next < bytes.length ? bytes[next] & 0xff : END;
  }

  /** Takes the next byte, of which there must be one. */
  int take() {
    int taken = bytes[next] & 0xff;
    if (taken == '\r' || (taken == '\n' && (next == 0 || bytes[next - 1] != '\r'))) {
      line++;
    }
    next++;
    return taken;
  }

  /** Goes to the next byte that is no white space. */
  int peekBeyondBlanks() {
    while (next < bytes.length && isBlank(peek())) {
      take();
    }
    return peek();
  }

  /** The index of the next byte. */
  int index() {
    return next;
  }

  /** The bytes from {@code from} to the next, as ASCII. */
  String asciiFrom(int from) {
    return ascii(from, next - from);
  }

  /** So many bytes from {@code from} on, or as many as there are, as ASCII. */
  String ascii(int from, int atMost) {
    int length = Math.min(atMost, bytes.length - from);
    return SgfCharset.LATIN_1.decode(bytes, from, length).orElseThrow();
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the next byte is. */
  Place place() {
    return new Place(file, line, next + 1L);
  }

  /** The same place, to be read a second time. */
  SgfBytes copy() {
    SgfBytes copy = new SgfBytes(bytes, file);
    copy.next = next;
    copy.line = line;
    return copy;
  }

  /** Goes on to where {@code other}, on the same bytes, has arrived. */
  void catchUp(SgfBytes other) {
    next = other.next;
    line = other.line;
  }

  /** The next byte in words, for a message. */
  String found() {
    int octet = peek();
    if (octet == END) {
      return "the end of the file";
    }
    return octet > ' ' && octet < 127 ? "'" + (char) octet + "'" : "byte 0x%02x".formatted(octet);
  }

  private static boolean isBlank(int octet) {
    return octet <= ' ' && octet >= 0;
  }
}
