package org.tengen.worker.words;

import java.io.Serializable;
import org.tengen.models.word2vec.BlockPlanner;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.models.word2vec.WordCounts;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.strategy.Admission;
import org.tengen.worker.Straggler;

/**
 * What all lanes of a training of word vectors are told.
 *
 * @param words of the whole text
 * @param tokensPerBlock of the text that a lane computes on between a pull and a push
 * @param rows the training as the server has it, whose budget counts blocks: one is a sample
 */
public record WordTraining(
    Word2VecSettings settings,
    WordCounts words,
    int tokensPerBlock,
    RowTraining rows,
    Straggler straggler)
    implements Serializable {

  /** Plans the blocks of any lane. */
  public BlockPlanner planner() {
    return new BlockPlanner(settings, words, tokensPerBlock, rows.seed());
  }

  /**
   * Whether a lane fetches the next block's rows while it computes one. Behind a barrier there are
   * none yet; with no slack a lane would wait for its own push.
   */
  boolean fetchesAhead() {
    Admission admission = rows.strategy().admission();
    return admission instanceof Admission.Free
        || (admission instanceof Admission.Bounded bounded && bounded.slack() > 0);
  }

  /**
   * What a change is multiplied by before it is pushed: where the server divides by the samples of
   * all lanes, their changes shall still be added.
   */
  float pushed() {
    return rows.strategy().gathering().wholeClock() ? rows.lanes() : 1;
  }

  /** The share of the training that is done after so many updates of the server. */
  double progress(long updates) {
    long all =
        rows.strategy().gathering().wholeClock()
            ? rows.course().iterationsPerLane()
            : rows.pushes();
    return (double) updates / all;
  }
}
