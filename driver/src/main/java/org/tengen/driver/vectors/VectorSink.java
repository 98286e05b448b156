package org.tengen.driver.vectors;

import java.io.Closeable;
import java.io.IOException;

/** A file that takes words with their vectors, one after the other. Used by one thread. */
public interface VectorSink extends Closeable {
  /** The next word; the vector may change afterwards. */
  void add(String word, float[] vector) throws IOException;

  /** All were added: completes the file. One that is closed before is not whole. */
  void finish() throws IOException;
}
