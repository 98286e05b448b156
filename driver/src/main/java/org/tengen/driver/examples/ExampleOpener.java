package org.tengen.driver.examples;

import java.io.IOException;
import java.io.Serializable;

/**
 * Takes an element of an RDD apart. It is shipped to tasks, and used there twice on each element:
 * once to count, once to encode.
 *
 * @param <E> what the RDD is of: an example, several in one, a path to some
 */
public interface ExampleOpener<E> extends Serializable {
  /** The examples of {@code element}, in an order that is always the same. */
  Opened open(E element) throws IOException;

  /** An opened element. */
  interface Opened {
    /** How many examples it holds. */
    int count();

    /** Example {@code index} as bytes. */
    byte[] encode(int index);
  }
}
