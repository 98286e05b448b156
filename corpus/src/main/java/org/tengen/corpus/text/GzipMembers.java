package org.tengen.corpus.text;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a gzip file of any number of members, one after the other.
 *
 * <p>Where a member is cut short, also within its header, reading ends in an {@link EOFException}
 * behind all that can be unpacked; behind the last member nothing else may be. (The JDK's own
 * reader takes what it cannot open behind a member for the file's end, and what is in it would be
 * lost in silence.)
 */
final class GzipMembers extends InputStream {
  private static final int MAGIC = 0x1f;

  private final Stored stored;
  private @Nullable Members text;

  /** Reads {@code stored} when it is read itself, and closes it when it is closed. */
  GzipMembers(PushbackInputStream stored) {
    this.stored = new Stored(stored);
  }

  private Members text() throws IOException {
    Members opened = text;
    if (opened == null) {
      opened = new Members(stored);
      text = opened;
    }
    return opened;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    return text().read(to, at, length);
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }

  /** The JDK's reader, which says what it would have left out. */
  private static final class Members extends GZIPInputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int TRAILER = 8;

    private final Stored stored;

    Members(Stored stored) throws IOException {
      super(stored, BUFFER);
      this.stored = stored;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      int count = super.read(to, at, length);
      if (count < 0) {
        requireEnd();
      }
      return count;
    }

    /** Behind the last trailer, which the inflater was given or not, there is to be nothing. */
    private void requireEnd() throws IOException {
      int rest = inf.getRemaining() - TRAILER;
      int first = rest > 0 ? buf[len - rest] & 0xff : stored.next;
      if (first == MAGIC) {
        throw new EOFException("a member of the gzip file cannot be opened");
      }
      if (first >= 0) {
        throw new ZipException("something else behind the end of the gzip file");
      }
    }
  }

  /**
   * A stream whose {@code available()} is 0 only at its end.
   *
   * <p>The JDK looks for another member only when {@code available()} is not 0, and remote file
   * systems may answer 0 in mid-file.
   */
  private static final class Stored extends FilterInputStream {
    private final PushbackInputStream peekable;

    /** The byte behind a trailer when it was asked for last, -1 at the end. */
    private int next = -1;

    Stored(PushbackInputStream in) {
      super(in);
      this.peekable = in;
    }

    @Override
    public int available() throws IOException {
      next = peekable.read();
      if (next < 0) {
        return 0;
      }
      peekable.unread(next);
      return 1;
    }
  }
}
