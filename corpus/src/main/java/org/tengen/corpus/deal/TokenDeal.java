package org.tengen.corpus.deal;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.batch.Permutation;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.seed.Seeds;

/**
 * Deals the training records of one part of a corpus out so that lanes have equal numbers of
 * tokens, even where a few records have most of them.
 *
 * <p>All training records stand in the order of {@link LengthCounts#ranks}, the longest first. One
 * round after the other, the next as many records as there are lanes go to one lane each, in an
 * order that the seed and the round decide. So no two lanes differ by more than the longest record
 * and a sixteenth of their tokens, and mostly by far less, since what is left to chance is the
 * difference between neighbours in length. Every lane gets lengths in the same mixture.
 *
 * <p>Seed, record numbers and lengths decide, and neither files nor the order in which they are
 * read. For use by one thread, which goes through the part in order.
 */
public final class TokenDeal implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long seed;
  private final int lanes;
  private final TreeMap<Integer, Long> next;

  /**
   * The deal of a part.
   *
   * @param split says seed and lanes
   * @param ranks of the part's first record of each class
   */
  public TokenDeal(Split split, SortedMap<Integer, Long> ranks) {
    this(Seeds.derive(split.seed(), "deal"), split.lanes(), ranks);
  }

  private TokenDeal(long seed, int lanes, SortedMap<Integer, Long> ranks) {
    this.seed = seed;
    this.lanes = lanes;
    this.next = new TreeMap<>(ranks);
  }

  /** The same deal, which goes on by itself. */
  public TokenDeal copy() {
    return new TokenDeal(seed, lanes, next);
  }

  /**
   * Makes sure that every lane gets a token.
   *
   * @param training the whole corpus's training records
   * @param corpus its name, for the error
   * @throws CorpusException if there are fewer records than lanes
   */
  public static void requireShares(Split split, LengthCounts training, String corpus) {
    if (training.notEmpty() < split.lanes()) {
      throw new CorpusException(
          "workers=%d: corpus=%s has %d records to train on; expected fewer workers or a larger corpus"
              .formatted(split.lanes(), corpus, training.notEmpty()));
    }
  }

  /** The lane of the part's next training record, which has so many tokens. */
  public int lane(int tokens) {
    long rank = next.merge(LengthCounts.lengthClass(tokens), 1L, Long::sum) - 1;
    long round = rank / lanes;
    return (int) new Permutation(lanes, Seeds.derive(seed, round)).at(rank % lanes);
  }
}
