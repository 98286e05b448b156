package org.tengen.driver.training;

import java.util.List;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.vectors.VectorFormat;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.worker.Straggler;

/**
 * All that a training of word vectors is told.
 *
 * @param text no part of which is held out
 * @param model names, meanings and defaults are gensim's
 * @param seed where every random number of the run comes from
 */
public record WordSettings(
    TrainingSettings.Text text,
    Word2VecSettings model,
    Lanes lanes,
    Keeping keeping,
    TrainingSettings.Wire wire,
    long seed) {

  /**
   * The lanes and where they meet.
   *
   * @param workers lanes
   * @param shards of the parameter server
   * @param strategy bsp, ssp or asp, without a correction
   * @param blockTokens tokens of the text between a lane's pull and its push
   */
  public record Lanes(
      int workers, int shards, Strategy strategy, Straggler straggler, int blockTokens) {}

  /**
   * What is kept.
   *
   * @param checkpointEvery words between checkpoints; 0 means at the end only
   * @param keepCheckpoints how many are kept
   * @param format of the vectors' file
   * @param picture words that the report pictures; none or three or more
   */
  public record Keeping(
      long checkpointEvery, int keepCheckpoints, VectorFormat format, List<String> picture) {}

  /** The lanes as those who watch are told of them. */
  TrainingSettings.Lanes watched() {
    return new TrainingSettings.Lanes(lanes.workers, lanes.shards, lanes.strategy, lanes.straggler);
  }

  /**
   * Whether the only lane may train on tables of its own, without a server: there is nobody else,
   * and it is in the driver's JVM.
   *
   * @param local whether Spark's tasks are in the driver's JVM
   */
  public boolean alone(boolean local) {
    return local
        && lanes.workers == 1
        && lanes.straggler.equals(Straggler.NONE)
        && wire.place() instanceof ShardPlace.Driver
        && wire.direct();
  }
}
