package org.tengen.corpus.batch;

import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.seed.Seeds;

/**
 * A lane's endless stream of samples: its partition round after round, each round in another order.
 *
 * <p>The order of a round hangs on (seed, lane, round) alone, and any place in it is found at once:
 * a lane that goes on at clock c, in whatever task, gets what an unharmed one would have got. Every
 * sample comes once a round; a batch may end one round and start the next. Memory: six keys.
 *
 * <p>For use by one thread: the round at hand is kept between calls.
 */
public final class LaneBatches {
  private final Contexts samples;
  private final int batch;
  private final long laneSeed;
  private long round = -1;
  private Permutation order;

  /**
   * The batches of a lane.
   *
   * @param tokens the lane's partition
   * @param window context tokens a sample
   * @param batch samples a clock
   * @param seed the run's
   * @param lane the lane, from 0
   * @throws CorpusException if the partition has no sample
   */
  public LaneBatches(Tokens tokens, int window, int batch, long seed, int lane) {
    this(new Windows(tokens, window), batch, seed, lane);
  }

  /**
   * The batches of a lane whose samples are {@code samples}.
   *
   * @throws CorpusException if there is none
   */
  public LaneBatches(Contexts samples, int batch, long seed, int lane) {
    if (batch < 1) {
      throw new CorpusException("batch=" + batch + ": expected 1 sample or more");
    }
    if (samples.samples() == 0) {
      throw new CorpusException(
          "lane " + lane + " has no text; expected fewer workers or a larger corpus");
    }
    this.samples = samples;
    this.batch = batch;
    this.laneSeed = Seeds.derive(Seeds.derive(seed, "shuffle"), lane);
    this.order = startRound(0);
  }

  private Permutation startRound(long next) {
    round = next;
    return new Permutation(samples.samples(), Seeds.derive(laneSeed, next));
  }

  /** Samples in one round: those of the partition. */
  public long samplesPerRound() {
    return samples.samples();
  }

  /**
   * Puts the batch of a clock into the caller's arrays.
   *
   * @param clock from 0
   * @param contexts token ids, {@code [batch][window]} row by row, oldest first
   * @param targets token ids, {@code [batch]}
   */
  public void read(long clock, int[] contexts, int[] targets) {
    if (targets.length != batch || contexts.length != batch * samples.window()) {
      throw new IllegalArgumentException(
          "%d targets and %d context ids: expected %d and %d"
              .formatted(targets.length, contexts.length, batch, batch * samples.window()));
    }
    long number = Math.multiplyExact(clock, batch);
    for (int row = 0; row < batch; row++, number++) {
      long wanted = number / samples.samples();
      if (wanted != round) {
        order = startRound(wanted);
      }
      samples.read(order.at(number % samples.samples()), row, contexts, targets);
    }
  }
}
