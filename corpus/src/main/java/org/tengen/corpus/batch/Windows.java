package org.tengen.corpus.batch;

import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * Samples of a token stream: each position is one. Its token, be it a word or the end of the
 * sentence, is the target; its context is the {@code window} tokens before it in its sentence,
 * oldest first, filled up from the left with {@link Vocabulary#BEGIN}.
 */
public final class Windows {
  private final Tokens tokens;
  private final int window;

  /** Windows of {@code window} context tokens over {@code tokens}. */
  public Windows(Tokens tokens, int window) {
    if (window < 1) {
      throw new CorpusException("window=" + window + ": expected 1 or more context words");
    }
    this.tokens = tokens;
    this.window = window;
  }

  /** The number of samples. */
  public long samples() {
    return tokens.size();
  }

  /** Context tokens a sample. */
  public int window() {
    return window;
  }

  /**
   * Puts the sample at {@code position} into row {@code row} of the arrays.
   *
   * @param contexts {@code [rows][window]}, row by row
   * @param targets {@code [rows]}
   */
  public void read(long position, int row, int[] contexts, int[] targets) {
    targets[row] = tokens.at(position);
    int first = row * window;
    int at = first + window;
    long before = position - 1;
    for (; at > first && before >= 0; before--) {
      int token = tokens.at(before);
      if (token == Vocabulary.END) {
        break;
      }
      contexts[--at] = token;
    }
    while (at > first) {
      contexts[--at] = Vocabulary.BEGIN;
    }
  }

  /**
   * Puts the samples from {@code position} on, in the order of the text, into the arrays' first
   * rows: what evaluation goes through.
   *
   * @return how many there were: as many as there are targets, fewer at the end
   */
  public int readOn(long position, int[] contexts, int[] targets) {
    int rows = (int) Math.max(0, Math.min(targets.length, samples() - position));
    for (int row = 0; row < rows; row++) {
      read(position + row, row, contexts, targets);
    }
    return rows;
  }
}
