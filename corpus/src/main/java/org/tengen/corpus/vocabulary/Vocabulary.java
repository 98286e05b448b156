package org.tengen.corpus.vocabulary;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.Writer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens that a model knows, numbered from 0.
 *
 * <p>Three ids come first and are no words: {@link #END}, what follows the last token of a sentence
 * and is predicted like any word; {@link #UNKNOWN}, every token that has no id of its own; and
 * {@link #BEGIN}, what fills a context before the first token of a sentence and is never predicted.
 * Then the words, the most frequent first ({@link WordCount#ORDER}).
 *
 * <p>Each id has the count with which it was built: of sentences for the end, of tokens left out
 * for the unknown, 0 for the begin.
 */
public final class Vocabulary implements Serializable {
  /** The end of a sentence. */
  public static final int END = 0;

  /** A token without an id of its own. */
  public static final int UNKNOWN = 1;

  /** Padding before a sentence. */
  public static final int BEGIN = 2;

  /** How many ids are no words; the first word's id. */
  public static final int SPECIALS = 3;

  private static final long serialVersionUID = 1L;
  private static final List<String> SPECIAL_NAMES = List.of("</s>", "<unk>", "<s>");

  private final String[] words;
  private final long[] counts;
  private final HashMap<String, Integer> ids;

  private Vocabulary(String[] words, long[] counts) {
    this.words = words;
    this.counts = counts;
    this.ids = new HashMap<>(words.length * 2);
    for (int id = SPECIALS; id < words.length; id++) {
      ids.put(words[id], id);
    }
  }

  /** From words in {@link WordCount#ORDER}, none of them twice. */
  static Vocabulary of(long sentences, long unknownTokens, List<WordCount> ordered) {
    String[] words = new String[SPECIALS + ordered.size()];
    long[] counts = new long[words.length];
    for (int id = 0; id < words.length; id++) {
      words[id] = id < SPECIALS ? SPECIAL_NAMES.get(id) : ordered.get(id - SPECIALS).word();
      counts[id] = id < SPECIALS ? 0 : ordered.get(id - SPECIALS).count();
    }
    counts[END] = sentences;
    counts[UNKNOWN] = unknownTokens;
    return new Vocabulary(words, counts);
  }

  /** Is this the name of a special id? A token spelled so is unknown. */
  static boolean isSpecial(String word) {
    return SPECIAL_NAMES.contains(word);
  }

  /** Is this the name of the special {@code id}? */
  static boolean isSpecial(int id, String word) {
    return SPECIAL_NAMES.get(id).equals(word);
  }

  /** The number of ids, special ones included: the width of a model's softmax. */
  public int size() {
    return words.length;
  }

  /** The id of a token, {@link #UNKNOWN} when it has none of its own. */
  public int id(String token) {
    Integer id = ids.get(token);
    return id == null ? UNKNOWN : id;
  }

  /** The ids of tokens. */
  public int[] ids(List<String> tokens) {
    return tokens.stream().mapToInt(this::id).toArray();
  }

  /** The word of an id; special ones are {@code </s>}, {@code <unk>} and {@code <s>}. */
  public String word(int id) {
    return words[id];
  }

  /** How often what the id stands for was seen when the vocabulary was built. */
  public long count(int id) {
    return counts[id];
  }

  /** The words with their counts, the most frequent first; the special ids are none. */
  public List<WordCount> words() {
    return IntStream.range(SPECIALS, words.length)
        .mapToObj(id -> new WordCount(words[id], counts[id]))
        .toList();
  }

  /** The share of tokens, ends of sentences left aside, that had no id of their own. */
  public double unknownShare() {
    long tokens = Arrays.stream(counts).sum() - counts[END];
    return tokens == 0 ? 0 : (double) counts[UNKNOWN] / tokens;
  }

  /**
   * Writes the vocabulary as text: a line with the number of ids, then one id a line in order, a
   * word, a tab, its count. The caller opens the writer as UTF-8 and closes it.
   */
  public void write(Writer out) throws IOException {
    VocabularyText.write(this, out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param where the file's name, for the error
   * @throws org.tengen.corpus.CorpusException if it is not a whole vocabulary in order; names the
   *     line
   */
  public static Vocabulary read(Reader in, String where) throws IOException {
    return new VocabularyText(where).read(in);
  }
}
