package org.tengen.corpus.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;

/**
 * The records of one file, in order: its lines, or the texts in a field of its JSON lines or in a
 * column of its table, as far as they are not blank.
 *
 * <p>A text is blank, and no record, when it is white space through and through. So a text keeps
 * its records when it is cut into files between lines, whether or not a piece ends in a newline.
 * One that is longer than {@link Reading#longest} is several records.
 *
 * <p>What cannot be used ends the reading, or is left out and counted, as {@link OnBadRecord} says.
 * Memory: one buffer and the record at hand. Not safe for use by several threads.
 */
public abstract sealed class RecordReader implements Closeable permits LineRecords, ColumnRecords {
  /** Bytes that one line may have, its end not counted. */
  public static final int LONGEST_LINE = 16 << 20;

  private final String where;
  private final OnBadRecord onBad;
  private final Pieces pieces;
  private final Skipped skipped = new Skipped();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private CharBuffer chars = CharBuffer.allocate(4096);

  RecordReader(String where, Reading reading) {
    this.where = where;
    this.onBad = reading.onBad();
    this.pieces = new Pieces(reading.longest());
  }

  /** Opens {@code file} of {@code source} as what its name says it is; nothing is skipped. */
  public static RecordReader open(TextSource source, TextFile file) {
    return open(source, file, Reading.USUAL);
  }

  /**
   * Opens {@code file} of {@code source}.
   *
   * @throws CorpusException if it cannot be opened or unpacked
   */
  public static RecordReader open(TextSource source, TextFile file, Reading reading) {
    String where = source.where(file.name());
    try {
      if (reading.of(file) == Format.PARQUET) {
        return new ColumnRecords(where, reading, source.column(file.name(), reading.field()));
      }
      LineReader lines = new LineReader(PlainStream.of(source.open(file.name())), LONGEST_LINE);
      return reading.of(file) == Format.JSON_LINES
          ? new JsonRecords(where, reading, lines)
          : new LineRecords(where, reading, lines);
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  private static CorpusException unreadable(String where, IOException e) {
    return new CorpusException(
        "corpus="
            + where
            + ": cannot be read ("
            + e
            + "); expected UTF-8 text or JSON lines, plain or gzip, or Parquet",
        e);
  }

  /**
   * The next record, or null after the last.
   *
   * @throws CorpusException if a record cannot be used and shall not be skipped, naming file, line
   *     and byte; or if the file cannot be read on
   */
  public final @Nullable String next() {
    while (true) {
      String piece = pieces.next();
      if (piece != null) {
        return piece;
      }
      try {
        if (!advance()) {
          return null;
        }
        pieces.of(text());
      } catch (BadRecord e) {
        if (!onBad.skips(e.kind())) {
          throw e.stopping(where);
        }
        skipped.add(e.kind(), where + ", " + e.place());
      } catch (IOException e) {
        throw unreadable(where, e);
      }
    }
  }

  /** Reads to the end and says how many records there were. */
  public final long count() {
    long records = 0;
    while (next() != null) {
      records++;
    }
    return records;
  }

  /** What has been left out so far. */
  public final Skipped skipped() {
    return skipped;
  }

  /** Goes on to what may be a record; false behind the last. */
  abstract boolean advance() throws BadRecord, IOException;

  /** The text of what {@link #advance} went to; blank where there is none. */
  abstract String text() throws BadRecord;

  /**
   * The text that some bytes are, until the next call.
   *
   * @return where in them is the first that is not UTF-8; -1 when all are, and {@link #decoded} has
   *     the text
   */
  final int decode(byte[] bytes, int start, int end) {
    if (chars.capacity() < end - start) {
      chars = CharBuffer.allocate(Math.max(end - start, 2 * chars.capacity()));
    }
    chars.clear();
    ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
    try {
      CoderResult result = decoder.reset().decode(in, chars, true);
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException e) {
      return in.position();
    }
    chars.flip();
    return -1;
  }

  /** The text of the last {@link #decode}. */
  final CharBuffer decoded() {
    return chars;
  }
}
