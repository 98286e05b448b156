package org.tengen.corpus.text;

import java.io.IOException;

/** A record a row, in one column of a table. */
final class ColumnRecords extends RecordReader {
  private final Column column;
  private long row;

  ColumnRecords(String where, Reading reading, Column column) {
    super(where, reading);
    this.column = column;
  }

  @Override
  boolean advance() throws IOException {
    row++;
    return column.next();
  }

  @Override
  String text() throws BadRecord {
    byte[] cell = column.cell();
    if (cell == null) {
      throw bad(Skipped.Kind.NO_FIELD, ": the cell is empty", "a text in every row");
    }
    if (cell.length > LONGEST_LINE) {
      throw bad(
          Skipped.Kind.TOO_LONG,
          ": %d bytes are more than %d".formatted(cell.length, LONGEST_LINE),
          "one sentence a row");
    }
    int wrong = decode(cell, 0, cell.length);
    if (wrong >= 0) {
      throw bad(
          Skipped.Kind.NOT_UTF8,
          ", byte %d of the text (0x%02x) is not UTF-8".formatted(wrong, cell[wrong] & 0xff),
          "UTF-8 text");
    }
    return decoded().toString();
  }

  private BadRecord bad(Skipped.Kind kind, String what, String expected) {
    return new BadRecord(kind, "row " + row, what, expected);
  }

  @Override
  public void close() throws IOException {
    column.close();
  }
}
