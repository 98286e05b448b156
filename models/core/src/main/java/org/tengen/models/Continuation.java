package org.tengen.models;

/** A trained network that reads a text word by word, and says what may come next. One thread. */
public interface Continuation extends AutoCloseable {
  /** The number of words. */
  int vocabulary();

  /**
   * Reads the next word of the text.
   *
   * @param word its id
   * @param chances written: how probable each word is to follow it, by id; they sum to 1
   */
  void read(int word, float[] chances);

  @Override
  void close();
}
