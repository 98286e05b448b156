package org.tengen.corpus.text;

import java.io.IOException;

/** A record a line. */
sealed class LineRecords extends RecordReader permits JsonRecords {
  private final LineReader lines;
  private boolean ended;

  LineRecords(String where, Reading reading, LineReader lines) {
    super(where, reading);
    this.lines = lines;
  }

  @Override
  final boolean advance() throws BadRecord, IOException {
    if (ended) {
      return false;
    }
    if (!lines.next()) {
      ended = true;
      if (lines.cut() != null) {
        throw new BadRecord(
            Skipped.Kind.CUT_SHORT,
            place(lines.number() + 1, lines.textBytes()),
            ": the gzip file is cut short here; %d whole lines were read".formatted(lines.number()),
            "a whole file");
      }
      return false;
    }
    if (lines.tooLong()) {
      throw new BadRecord(
          Skipped.Kind.TOO_LONG,
          place(lines.number(), lines.at(lines.start())),
          ": a line of more than %d bytes".formatted(LONGEST_LINE),
          "one sentence a line");
    }
    return true;
  }

  @Override
  String text() throws BadRecord {
    int bad = decode(lines.buffer(), lines.start(), lines.end());
    if (bad >= 0) {
      throw new BadRecord(
          Skipped.Kind.NOT_UTF8,
          place(lines.number(), lines.at(bad)),
          " (0x%02x) is not UTF-8".formatted(lines.buffer()[bad] & 0xff),
          "UTF-8 text, plain or gzip");
    }
    return decoded().toString();
  }

  /** The line at hand as a person would find it, with the byte that is so many in it. */
  final String placeInLine(long byteOfLine) {
    return place(lines.number(), lines.at(lines.start()) + byteOfLine);
  }

  private static String place(long line, long textByte) {
    return "line " + line + ", byte " + textByte;
  }

  @Override
  public final void close() throws IOException {
    lines.close();
  }
}
