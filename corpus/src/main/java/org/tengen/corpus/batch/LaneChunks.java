package org.tengen.corpus.batch;

import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;

/**
 * A lane's endless text, read by several readers side by side, chunk by chunk: each begins at
 * another place of the partition, as far from the next one as any, and goes round and round through
 * all of it, in the order of the text.
 *
 * <p>Where readers are at a clock hangs on the clock alone: a lane that goes on at clock c, in
 * whatever task, reads what an unharmed one would have read. What a reader read in the chunks
 * before can be had with a chunk, for a network that has to read it again to know what it carries.
 */
public final class LaneChunks {
  private final Tokens tokens;
  private final int series;
  private final int steps;
  private final int chunksBefore;

  /**
   * The chunks of a lane.
   *
   * @param tokens the lane's partition
   * @param series readers side by side
   * @param steps tokens of a chunk that each of them reads
   * @param chunksBefore how many chunks come before each one, but for the first
   * @param lane the lane, from 0, for the error
   * @throws CorpusException if the partition has no text
   */
  public LaneChunks(Tokens tokens, int series, int steps, int chunksBefore, int lane) {
    if (tokens.size() == 0) {
      throw new CorpusException(
          "lane " + lane + " has no text; expected fewer workers or a larger corpus");
    }
    this.tokens = tokens;
    this.series = series;
    this.steps = steps;
    this.chunksBefore = chunksBefore;
  }

  /** How many chunks there are before that of a clock: fewer in the beginning. */
  public int before(long clock) {
    return (int) Math.min(clock, chunksBefore);
  }

  /**
   * Puts the chunk of a clock into the caller's arrays, each {@code [steps][series]}: what is read,
   * and what follows each token.
   *
   * @param clock from 0
   * @param before what was read in the {@link #before} chunks before this one, oldest first
   */
  public void read(long clock, int[] before, int[] words, int[] targets) {
    int chunks = before(clock);
    if (before.length != chunks * words.length
        || words.length != series * steps
        || targets.length != words.length) {
      throw new IllegalArgumentException(
          "%d tokens before %d with %d targets: expected %d, %d and as many"
              .formatted(
                  before.length,
                  words.length,
                  targets.length,
                  chunks * series * steps,
                  series * steps));
    }
    for (int s = 0; s < series; s++) {
      long from = begin(s) + clock % tokens.size() * steps;
      for (int step = 0; step < steps; step++) {
        words[step * series + s] = at(from + step - 1);
        targets[step * series + s] = at(from + step);
      }
      for (int step = 0; step < chunks * steps; step++) {
        before[step * series + s] = at(from - (long) chunks * steps + step - 1);
      }
    }
  }

  /** Where a reader begins to say what comes: the token before is the first that it reads. */
  private long begin(int s) {
    return tokens.size() / series * s + tokens.size() % series * s / series;
  }

  private int at(long position) {
    return tokens.at(Math.floorMod(position, tokens.size()));
  }
}
