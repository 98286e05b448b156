package org.tengen.corpus.text;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The cells of one column of a table, from the first row on. */
public interface Column extends Closeable {
  /** Goes to the next row; false behind the last. */
  boolean next() throws IOException;

  /** The bytes of the row's text; null when the cell is empty. */
  byte @Nullable [] cell();
}
