package org.tengen.ps.simulation;

import java.time.Duration;
import java.util.Random;
import org.tengen.ps.client.Connector;
import org.tengen.ps.training.Course;

/**
 * What a cluster trains, with all in which dense tables and tables of rows truly differ. Floats lie
 * at places: slices of a dense table, or rows.
 */
interface Trained {
  Course course();

  int shards();

  /** Processes that have each shard. */
  default int replicas() {
    return 1;
  }

  /** Whether a worker keeps back what its codec has not sent. */
  default boolean keepsResidual() {
    return false;
  }

  /** How pushes are told apart, if they are. */
  OneHot oneHot();

  /**
   * Whether weights say which pushes they are made of: not where a correction weighs them, nor
   * where a lane has more clocks than can be told apart.
   */
  boolean tellsPushesApart();

  /** Whether every push touches every place. */
  boolean touchesAll();

  /** The clocks of a lane whose pushes touch a place, as bits. */
  long touching(int place, int lane);

  /** The longest that a lane waits for anything. */
  Duration patience();

  /** The client of one lane. */
  LaneWork work(int lane, Connector connector, Runnable bell);

  /** Where checkpoints are kept, and what a run begins with. */
  Safe safe(Random random, Happenings happenings);
}
