package org.tengen.corpus.text;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as ranges of one buffer, with their places in the text.
 *
 * <p>A line ends at {@code \n}, {@code \r\n} or the end of the stream; a byte-order mark at the
 * start is in no line. Memory: one buffer, which grows to the longest line there may be.
 */
final class LineReader implements Closeable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[64 * 1024];

  /** Where {@code buffer[0]} is in the text, in bytes after unpacking. */
  private long bufferAt;

  private int start;
  private int end;

  /** Where the line after this one starts. */
  private int next;

  /** What has been read ends here. */
  private int to;

  private long number;

  /** Is the line at hand too long, and what is left of it not read yet? */
  private boolean restUnread;

  private @Nullable EOFException cut;

  /** Lines of up to {@code longest} bytes, their ends not counted. */
  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Goes to the next line, which may be {@link #tooLong}; false behind the last. */
  boolean next() throws IOException {
    if (restUnread) {
      passOver();
    }
    start = next;
    int scanned = start;
    while (true) {
      for (; scanned < to; scanned++) {
        if (buffer[scanned] == '\n') {
          return found(scanned, scanned + 1);
        }
      }
      int unread = scanned - start;
      if (unread > longest + 1) {
        restUnread = true;
        return found(to, to);
      }
      boolean more = fill();
      scanned = start + unread;
      if (!more) {
        next = to;
        return cut == null && unread > 0 && found(to, to);
      }
    }
  }

  private boolean found(int lineEnd, int nextStart) {
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = nextStart;
    number++;
    return true;
  }

  /** Drops the rest of a line that is too long. */
  private void passOver() throws IOException {
    restUnread = false;
    do {
      bufferAt += to;
      to = 0;
      next = 0;
      if (!read()) {
        return;
      }
      while (next < to && buffer[next] != '\n') {
        next++;
      }
    } while (next == to);
    next++;
  }

  /** Moves the line at hand to the front and reads more behind it; false at the end. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, to - start);
      bufferAt += start;
      to -= start;
      start = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, longest + 2L));
    }
    boolean first = bufferAt == 0 && to == 0;
    boolean more = read();
    while (first && more && to < BYTE_ORDER_MARK.length) {
      more = read();
    }
    if (first && to >= 3 && Arrays.equals(buffer, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
      start = 3;
    }
    return more || (first && to > start);
  }

  /** One read behind what is there; the end of a gzip file that is cut short ends the text. */
  private boolean read() throws IOException {
    if (cut != null) {
      return false;
    }
    try {
      int count = in.read(buffer, to, buffer.length - to);
      to += Math.max(count, 0);
      return count >= 0;
    } catch (EOFException e) {
      if (!(in instanceof GzipMembers)) {
        throw e; // a file system's, of a file that it could not read to its end
      }
      cut = e;
      return false;
    }
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the line starts in the buffer. */
  int start() {
    return start;
  }

  /** Where it ends, its line end not counted. */
  int end() {
    return end;
  }

  /** Has the line more bytes than a line may? Not all of it need be in the buffer then. */
  boolean tooLong() {
    return end - start > longest;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }

  /** Where a place of the buffer is in the text. */
  long at(int place) {
    return bufferAt + place;
  }

  /** Where the text ended, once {@link #next} has said so. */
  long textBytes() {
    return bufferAt + to;
  }

  /** Why the text ended before its end; null when it did not. */
  @Nullable EOFException cut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
