package org.tengen.corpus.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Opens stored bytes as text bytes: unpacked when they are gzip, else as they are.
 *
 * <p>Gzip is told by its first two bytes, not by the file's name: {@code 1f 8b} is never UTF-8.
 */
public final class PlainStream {
  private PlainStream() {}

  /**
   * Takes over {@code stored}, and closes it when it fails. Gzip that is cut short ends in an
   * {@link java.io.EOFException} behind all that can be unpacked.
   */
  public static InputStream of(InputStream stored) throws IOException {
    try {
      PushbackInputStream peekable = new PushbackInputStream(stored, 2);
      byte[] magic = peekable.readNBytes(2);
      peekable.unread(magic);
      boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
      return gzip ? new GzipMembers(peekable) : peekable;
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }
}
