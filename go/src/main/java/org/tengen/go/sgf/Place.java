package org.tengen.go.sgf;

/**
 * Where in a file something stands.
 *
 * @param file as its reader was told to call it
 * @param line counted from 1; 0 for what was read from no file
 * @param offset the byte, counted from 1; 0 likewise
 */
record Place(String file, int line, long offset) {
  /** Of what a program has made. */
  static final Place NONE = new Place("record", 0, 0);

  /** A complaint about what stands here. */
  SgfException fault(String complaint) {
    return new SgfException(this + ": " + complaint);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ": line " + line + ", byte " + offset;
  }
}
