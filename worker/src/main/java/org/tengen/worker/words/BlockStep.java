package org.tengen.worker.words;

import org.tengen.models.word2vec.Kernel;
import org.tengen.models.word2vec.Kernels;
import org.tengen.models.word2vec.Rows;
import org.tengen.ps.rows.RowTables;
import org.tengen.worker.Straggler;
import org.tengen.worker.WorkerTime;

/** Trains on fetched blocks, one after the other. Used by one thread. */
final class BlockStep {
  private final RowTables tables;
  private final float factor;
  private final Straggler straggler;
  private final long seed;
  private final WorkerTime time;
  private final Kernel kernel;
  private final Rows[] rows = new Rows[2];
  private final float[] row;

  /**
   * What a block took.
   *
   * @param loss see {@link Kernel#train}
   * @param cpuNs of the thread, in training alone
   * @param beganNs wall time
   * @param trainedNs wall time
   * @param endNs wall time, behind the sleep that makes a straggler
   */
  record Taken(double loss, long cpuNs, long beganNs, long trainedNs, long endNs) {}

  BlockStep(WordTraining training, int widestOutput, WorkerTime time) {
    this.tables = training.rows().tables();
    this.factor = training.pushed();
    this.straggler = training.straggler();
    this.seed = training.rows().seed();
    this.time = time;
    this.kernel = Kernels.create(training.settings(), widestOutput);
    this.row = new float[training.settings().vectorSize()];
    for (int table = 0; table < 2; table++) {
      rows[table] = Rows.zero(0, tables.width(table));
    }
  }

  /** Trains, and leaves the changes in the place of the rows. */
  Taken take(Fetched fetched, int lane, long clock) throws InterruptedException {
    long beganNs = time.wallNs();
    long cpuNs = time.cpuNs();
    for (int table = 0; table < 2; table++) {
      if (rows[table].size() < fetched.count(table)) {
        int count = fetched.count(table);
        rows[table] = Rows.zero(count + count / 4, tables.width(table));
      }
      fetched.copy(table, rows[table]);
    }
    double loss = kernel.train(fetched.block(), rows[WordTables.INPUTS], rows[WordTables.OUTPUTS]);
    for (int table = 0; table < 2; table++) {
      fetched.differences(table, rows[table], factor, row);
    }
    long tookNs = time.cpuNs() - cpuNs;
    long trainedNs = time.wallNs();
    long sleepNs = straggler.sleepNs(seed, lane, clock, tookNs);
    if (sleepNs > 0) {
      time.sleepNs(sleepNs);
    }
    return new Taken(loss, tookNs, beganNs, trainedNs, sleepNs > 0 ? time.wallNs() : trainedNs);
  }
}
