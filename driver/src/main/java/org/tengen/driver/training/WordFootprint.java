package org.tengen.driver.training;

import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.models.word2vec.Rows;

/**
 * The memory that a training of word vectors takes of the driver's heap.
 *
 * @param words of the vocabulary, or the most that it may have
 */
public record WordFootprint(WordSettings settings, int words) {
  /** What Spark, the JVM and the vocabulary's bookkeeping take of a heap. */
  private static final long BASE = 300L << 20;

  /** A word of the vocabulary, with its count, its chances, and its place in tables. */
  private static final long WORD = 200;

  /** Both tables, every row of which is pushed to. */
  public long tableBytes() {
    return 2L * words * settings.model().vectorSize() * Float.BYTES;
  }

  /** A lane's buffers: rows of a block, fetched and computed on, the next block's, and lists. */
  public long laneBytes() {
    long tokens = settings.lanes().blockTokens();
    long outputs = settings.model().hs() ? words : tokens * (1 + settings.model().negative());
    long rows = Math.min(words, tokens) + Math.min(words, outputs);
    return 4 * rows * settings.model().vectorSize() * Float.BYTES;
  }

  /**
   * What the driver's heap needs.
   *
   * @param local whether the lanes are in it
   * @param alone whether the one lane trains without a server
   */
  public long driverBytes(boolean local, boolean alone) {
    long base = BASE + WORD * words;
    if (alone) {
      long tables = 2 * Rows.bytes(words, settings.model().vectorSize());
      return base + tables + 2 * tableBytes();
    }
    boolean here =
        settings.wire().place() instanceof ShardPlace.Driver
            || (settings.wire().place() instanceof ShardPlace.Executors && local);
    int workers = settings.lanes().workers();
    boolean barrier = settings.lanes().strategy().gathering().wholeClock();
    long shards = here ? 2 * tableBytes() + (barrier ? workers * laneBytes() / 4 : 0) : 0;
    return base + shards + (local ? workers * laneBytes() : 0);
  }

  /**
   * Refuses a training that does not fit in the driver.
   *
   * @throws WrongSetting with both numbers and the way to more
   */
  void requireDriver(Room room, boolean local, boolean alone) {
    long needed = driverBytes(local, alone);
    if (needed > room.heapBytes()) {
      long megabytes = (needed + (1 << 20) - 1) >> 20;
      throw new WrongSetting(
          ("memory: the driver's heap is %d MB, and %,d words of %d floats with %d workers need %d MB;"
                  + " give it more (--conf spark.driver.memory=%dm, or TENGEN_HEAP=%dm for the"
                  + " launcher), or take a larger --min-count or a smaller --vector-size")
              .formatted(
                  room.heapBytes() >> 20,
                  words,
                  settings.model().vectorSize(),
                  settings.lanes().workers(),
                  megabytes,
                  megabytes,
                  megabytes));
    }
  }
}
