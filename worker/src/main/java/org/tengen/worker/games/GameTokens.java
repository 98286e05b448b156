package org.tengen.worker.games;

import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.go.BoardSize;
import org.tengen.go.examples.ExampleGame;

/** Games as sentences of token ids, which partition files hold. */
public final class GameTokens {
  private GameTokens() {}

  /** A game's sentence, without its end. */
  public static int[] of(ExampleGame game) {
    int[] ids = game.toNumbers();
    for (int i = 0; i < ids.length; i++) {
      ids[i] += Vocabulary.SPECIALS;
    }
    return ids;
  }

  /** What all ids are below. */
  public static int vocabulary(BoardSize size) {
    return Vocabulary.SPECIALS + ExampleGame.numbers(size);
  }
}
