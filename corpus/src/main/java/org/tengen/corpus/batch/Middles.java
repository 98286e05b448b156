package org.tengen.corpus.batch;

import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * Samples of a token stream whose context stands on both sides: the {@code side} tokens before the
 * target, oldest first, then as many behind it, in the order of the text. A context goes beyond its
 * sentence, whose end is a token and a target like any other; where the stream itself has ended, or
 * not begun, it is filled up with {@link Vocabulary#BEGIN}.
 */
public final class Middles implements Contexts {
  private final Tokens tokens;
  private final int side;

  /** Samples with {@code side} context tokens on each side. */
  public Middles(Tokens tokens, int side) {
    if (side < 1) {
      throw new CorpusException("side=" + side + ": expected 1 or more context words on each side");
    }
    this.tokens = tokens;
    this.side = side;
  }

  @Override
  public long samples() {
    return tokens.size();
  }

  @Override
  public int window() {
    return 2 * side;
  }

  @Override
  public void read(long position, int row, int[] contexts, int[] targets) {
    targets[row] = tokens.at(position);
    int first = row * window();
    for (int i = 0; i < side; i++) {
      contexts[first + i] = at(position - side + i);
      contexts[first + side + i] = at(position + 1 + i);
    }
  }

  private int at(long position) {
    return position < 0 || position >= tokens.size() ? Vocabulary.BEGIN : tokens.at(position);
  }
}
