package org.tengen.corpus.partition;

/**
 * A stream of token ids with random access: sentence after sentence, each followed by the id of the
 * end of a sentence ({@link org.tengen.corpus.vocabulary.Vocabulary#END}), which stands nowhere
 * else. Nothing changes it: it may be read by many threads.
 */
public interface Tokens {
  /** The number of tokens, ends of sentences included: the number of things to predict. */
  long size();

  /** The token at a position from 0 to {@code size() - 1}. */
  int at(long position);

  /** A stream in memory; the array is not copied. */
  static Tokens of(int... tokens) {
    return new Tokens() {
      @Override
      public long size() {
        return tokens.length;
      }

      @Override
      public int at(long position) {
        return tokens[Math.toIntExact(position)];
      }
    };
  }
}
