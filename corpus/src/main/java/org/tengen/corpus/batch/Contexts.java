package org.tengen.corpus.batch;

/**
 * Samples of a token stream, each position one: its token is the target, and some others are its
 * context.
 */
public interface Contexts {
  /** The number of samples. */
  long samples();

  /** Context tokens a sample. */
  int window();

  /**
   * Puts the sample at {@code position} into row {@code row} of the arrays.
   *
   * @param contexts {@code [rows][window]}, row by row
   * @param targets {@code [rows]}
   */
  void read(long position, int row, int[] contexts, int[] targets);

  /**
   * Puts the samples from {@code position} on, in the order of the text, into the arrays' first
   * rows: what evaluation goes through.
   *
   * @return how many there were: as many as there are targets, fewer at the end
   */
  default int readOn(long position, int[] contexts, int[] targets) {
    int rows = (int) Math.max(0, Math.min(targets.length, samples() - position));
    for (int row = 0; row < rows; row++) {
      read(position + row, row, contexts, targets);
    }
    return rows;
  }
}
