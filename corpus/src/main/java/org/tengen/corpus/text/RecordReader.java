package org.tengen.corpus.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;

/**
 * The records of one file, in order: its lines that are not blank.
 *
 * <p>A line ends at {@code \n}, {@code \r\n} or the end of the file; a byte-order mark at the start
 * is not text. A line is blank, and no record, when it is white space through and through. So a
 * text keeps its records when it is cut into files between lines, whether or not a piece ends in a
 * newline.
 *
 * <p>Memory: one buffer and the line at hand. Not safe for use by several threads.
 */
public final class RecordReader implements Closeable {
  /** Bytes that one line may have; more is taken for a file that is not text. */
  public static final int LONGEST_LINE = 16 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String where;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private byte[] buffer = new byte[64 * 1024];
  private int from;
  private int to;

  /** Where {@code buffer[0]} is in the text, in bytes after unpacking. */
  private long bufferAt;

  private long line;
  private CharBuffer chars = CharBuffer.allocate(4096);

  private RecordReader(String where, InputStream in) {
    this.where = where;
    this.in = in;
  }

  /**
   * Opens {@code file} of {@code source}.
   *
   * @throws CorpusException if it cannot be opened or unpacked
   */
  public static RecordReader open(TextSource source, TextFile file) {
    String where = source.where(file.name());
    try {
      return new RecordReader(where, PlainStream.of(source.open(file.name())));
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  /** Reads {@code file} of {@code source} to its end and says how many records it has. */
  public static long count(TextSource source, TextFile file) {
    try (RecordReader reader = open(source, file)) {
      long records = 0;
      while (reader.next() != null) {
        records++;
      }
      return records;
    } catch (IOException e) {
      throw unreadable(source.where(file.name()), e);
    }
  }

  private static CorpusException unreadable(String where, IOException e) {
    return new CorpusException(
        "corpus=" + where + ": cannot be read (" + e + "); expected UTF-8 text, plain or gzip", e);
  }

  /**
   * The next record, or null after the last.
   *
   * @throws CorpusException if a line is not UTF-8, names file, line and byte; or if the file
   *     cannot be read on
   */
  public @Nullable String next() {
    try {
      while (true) {
        int end = endOfLine();
        if (end < 0) {
          return null;
        }
        String text = decode(from, end);
        from = Math.min(end + 1, to);
        if (!text.isBlank()) {
          return text;
        }
      }
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  /** Where the line that starts at {@code from} ends in the buffer; -1 when there is none. */
  private int endOfLine() throws IOException {
    int scanned = from;
    while (true) {
      for (; scanned < to; scanned++) {
        if (buffer[scanned] == '\n') {
          line++;
          return scanned;
        }
      }
      int unread = scanned - from;
      boolean more = fill();
      scanned = from + unread;
      if (!more) {
        line++;
        return unread == 0 ? -1 : scanned;
      }
    }
  }

  /** Moves what is unread to the front and reads more behind it; false at the end. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    bufferAt += from;
    to -= from;
    from = 0;
    if (to == buffer.length) {
      if (to >= LONGEST_LINE) {
        throw new CorpusException(
            "corpus=%s: line %d has more than %d bytes; expected one sentence a line"
                .formatted(where, line + 1, LONGEST_LINE));
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    boolean start = bufferAt == 0 && to == 0;
    int read = in.readNBytes(buffer, to, buffer.length - to);
    to += read;
    if (start && to >= 3 && Arrays.equals(buffer, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
      from = 3;
    }
    return read > 0;
  }

  private String decode(int start, int end) {
    int stop = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    if (chars.capacity() < stop - start) {
      chars = CharBuffer.allocate(Math.max(stop - start, 2 * chars.capacity()));
    }
    chars.clear();
    ByteBuffer bytes = ByteBuffer.wrap(buffer, start, stop - start);
    try {
      CoderResult result = decoder.reset().decode(bytes, chars, true);
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException e) {
      throw new CorpusException(
          "corpus=%s: line %d, byte %d (0x%02x) is not UTF-8; expected UTF-8 text, plain or gzip"
              .formatted(where, line, bufferAt + bytes.position(), buffer[bytes.position()] & 0xff),
          e);
    }
    return chars.flip().toString();
  }

  /** Closes the file. */
  @Override
  public void close() throws IOException {
    in.close();
  }
}
