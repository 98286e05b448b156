package org.tengen.corpus.subword;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.tengen.corpus.vocabulary.Tokenizer;

/**
 * The words of another tokenizer, cut into pieces. Each piece but a word's last ends in {@code @@}:
 * the word {@code lowest} may come as {@code low@@ est}.
 *
 * <p>A word starts as its code points, and the most urgent pair that is next to each other in it
 * becomes one piece, at each place from left to right, until no pair is left. Words of up to {@link
 * #LONGEST_KEPT} UTF-16 units are kept with their pieces in a table of fixed size, where a newcomer
 * takes the place of another; longer ones take time n log n.
 */
public final class SubwordTokenizer implements Tokenizer {
  /** What stands behind a piece that is not the last of its word. */
  public static final String JOINER = "@@";

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_KEPT = 64;
  private static final int PLACES = 1 << 16;

  private final Tokenizer words;
  private final Merges merges;
  private final transient AtomicReferenceArray<Kept> kept = new AtomicReferenceArray<>(PLACES);

  private record Kept(String word, List<String> pieces) {}

  /** Cuts the tokens of {@code words} with {@code merges}. */
  public SubwordTokenizer(Tokenizer words, Merges merges) {
    this.words = words;
    this.merges = merges;
  }

  private Object readResolve() {
    return new SubwordTokenizer(words, merges);
  }

  @Override
  public void tokenize(String text, Consumer<String> tokens) {
    words.tokenize(text, word -> pieces(word).forEach(tokens));
  }

  private List<String> pieces(String word) {
    if (word.length() > LONGEST_KEPT) {
      return new WordPieces(word, merges).cut();
    }
    int place = (word.hashCode() ^ word.hashCode() >>> 16) & PLACES - 1;
    Kept there = kept.get(place);
    if (there == null || !there.word.equals(word)) {
      there = new Kept(word, List.copyOf(new WordPieces(word, merges).cut()));
      kept.set(place, there);
    }
    return there.pieces;
  }
}
