package org.tengen.corpus.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/**
 * Opens stored bytes as text bytes: unpacked when they are gzip, else as they are.
 *
 * <p>Gzip is told by its first two bytes, not by the file's name: {@code 1f 8b} is never UTF-8.
 */
final class PlainStream {
  private static final int BUFFER = 64 * 1024;

  private PlainStream() {}

  /** Takes over {@code stored}, and closes it when it fails. */
  static InputStream of(InputStream stored) throws IOException {
    try {
      PushbackInputStream peekable = new PushbackInputStream(stored, 2);
      byte[] magic = peekable.readNBytes(2);
      peekable.unread(magic);
      boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
      return gzip ? new GZIPInputStream(new TillTheEnd(peekable), BUFFER) : peekable;
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /**
   * A stream whose {@code available()} is 0 only at its end.
   *
   * <p>The JDK looks for another member of a gzip file only when {@code available()} is not 0, and
   * remote file systems may answer 0 in mid-file: the rest of the text would be lost in silence.
   */
  private static final class TillTheEnd extends FilterInputStream {
    private final PushbackInputStream peekable;

    TillTheEnd(PushbackInputStream in) {
      super(in);
      this.peekable = in;
    }

    @Override
    public int available() throws IOException {
      int next = peekable.read();
      if (next < 0) {
        return 0;
      }
      peekable.unread(next);
      return 1;
    }
  }
}
