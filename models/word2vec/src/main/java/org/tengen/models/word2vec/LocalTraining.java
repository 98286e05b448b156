package org.tengen.models.word2vec;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.seed.Seeds;

/**
 * Word vectors in one JVM: a thread for each lane, all on the same two tables and without a lock
 * (Hogwild; Niu et al. 2011). With one lane the vectors are the same bits each time on one
 * processor.
 */
public final class LocalTraining {
  private final Word2VecSettings settings;
  private final BlockPlanner planner;
  private final Rows inputs;
  private final Rows outputs;

  /** Looks on while lanes train; called by each lane's thread between two blocks. */
  @FunctionalInterface
  public interface Watch {
    /**
     * A lane has learned a block.
     *
     * @param done how many it has learned by now
     * @param loss see {@link Kernel#train}
     * @return false to stop the lane
     */
    boolean onBlock(int lane, long done, Block block, double loss);
  }

  /**
   * Tables of first values: small random ones in the input table, zeros in the output table.
   *
   * @param words of the text of all lanes
   * @throws IllegalArgumentException if a table is too large for one JVM, or this one's heap
   */
  public LocalTraining(Word2VecSettings settings, WordCounts words, long seed) {
    this(
        settings,
        new BlockPlanner(settings, words, BlockPlanner.USUAL_TOKENS, seed),
        Rows.inHeap(
            2,
            words.size(),
            settings.vectorSize(),
            size ->
                Rows.uniform(size, settings.vectorSize(), Seeds.derive(seed, "word2vec-inputs"))),
        Rows.zero(words.size(), settings.vectorSize()));
  }

  /**
   * Goes on with tables.
   *
   * @param inputs a row for each word; changed
   * @param outputs a row for each word; changed
   */
  public LocalTraining(Word2VecSettings settings, BlockPlanner planner, Rows inputs, Rows outputs) {
    this.settings = settings;
    this.planner = planner;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Goes through every lane's text as often as the settings say, and returns when all are done.
   *
   * @return the words' vectors: the input table
   */
  public Rows train(List<? extends Tokens> lanes) throws InterruptedException {
    train(lanes, new long[lanes.size()], (lane, done, block, loss) -> true);
    return inputs;
  }

  /**
   * The same, from blocks that are done already, until the watch stops it. When one lane fails the
   * others are stopped.
   *
   * @param done by lane, the blocks that it has learned before
   */
  public void train(List<? extends Tokens> lanes, long[] done, Watch watch)
      throws InterruptedException {
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("0 lanes: expected 1 or more");
    }
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
      for (int lane = 0; lane < lanes.size(); lane++) {
        Tokens text = lanes.get(lane);
        int number = lane;
        running.submit(() -> train(text, number, done[number], watch));
      }
      for (int ended = 0; ended < lanes.size(); ended++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a training thread failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean train(Tokens text, int lane, long done, Watch watch) {
    Kernel kernel = Kernels.create(settings, planner.widestOutput());
    long blocks = planner.blocks(text);
    boolean goesOn = true;
    for (long number = done; number < blocks && goesOn && !Thread.interrupted(); number++) {
      Block block = planner.plan(text, lane, number);
      double loss = kernel.train(block, inputs, outputs);
      goesOn = watch.onBlock(lane, number + 1, block, loss);
    }
    return goesOn;
  }
}
