package org.tengen.corpus.batch;

import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * Samples of a token stream: each position is one. Its token, be it a word or the end of the
 * sentence, is the target; its context is the {@code window} tokens before it in its sentence,
 * oldest first, filled up from the left with {@link Vocabulary#BEGIN}.
 */
public final class Windows implements Contexts {
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

  @Override
  public long samples() {
    return tokens.size();
  }

  @Override
  public int window() {
    return window;
  }

  @Override
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
}
