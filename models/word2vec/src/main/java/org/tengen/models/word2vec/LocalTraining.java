package org.tengen.models.word2vec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /**
   * Tables of first values: small random ones in the input table, zeros in the output table.
   *
   * @param words of the text of all lanes
   * @throws IllegalArgumentException if a table is too large for one JVM
   */
  public LocalTraining(Word2VecSettings settings, WordCounts words, long seed) {
    this.settings = settings;
    this.planner = new BlockPlanner(settings, words, BlockPlanner.USUAL_TOKENS, seed);
    this.inputs =
        Rows.uniform(words.size(), settings.vectorSize(), Seeds.derive(seed, "word2vec-inputs"));
    this.outputs = Rows.zero(words.size(), settings.vectorSize());
  }

  /**
   * Goes through every lane's text as often as the settings say, and returns when all are done.
   *
   * @return the words' vectors: the input table
   */
  public Rows train(List<? extends Tokens> lanes) throws InterruptedException {
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("0 lanes: expected 1 or more");
    }
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int lane = 0; lane < lanes.size(); lane++) {
        Tokens text = lanes.get(lane);
        int number = lane;
        running.add(threads.submit(() -> train(text, number)));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
      return inputs;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a training thread failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void train(Tokens text, int lane) {
    Kernel kernel = Kernels.create(settings, planner.widestOutput());
    long blocks = planner.blocks(text);
    for (long number = 0; number < blocks && !Thread.interrupted(); number++) {
      kernel.train(planner.plan(text, lane, number), inputs, outputs);
    }
  }
}
