package org.tengen.ps.rows;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.optimiser.Adding;
import org.tengen.ps.optimiser.LinearOptimiser;
import org.tengen.ps.optimiser.Optimiser;
import org.tengen.ps.optimiser.Step;
import org.tengen.ps.table.Range;

/**
 * One table's rows at one shard, in blocks of a few kilobytes. A block has memory from the first
 * push to one of its rows on, and then holds all of them; a row that is read before is computed.
 * Optimiser state lies in blocks of the same shape.
 *
 * <p>While blocks are lent to somebody who writes them to a file, a block is copied before its
 * first change, so that what was lent stays as it was. Shard thread only, but for lent blocks.
 */
final class RowBlocks {
  /** The floats of a block, where a row is not longer. */
  static final int BLOCK_FLOATS = 4096;

  private static final int STEP_FLOATS = 2048;

  private static final float[] NO_STATE = {};

  private static final @Nullable Adding VECTORS = Adding.byVectors().orElse(null);

  private final RowTraining training;
  private final RowInit init;
  private final RowUpdate update;
  private final Optimiser optimiser;
  private final RowWork work;
  private final int table;
  private final int shard;
  private final int rows;
  private final int width;
  private final int shift;
  private final int mask;

  /** How many rows are stepped at once: what stays in a core's first cache. */
  private final int stepRows;

  private final float[] @Nullable [] weights;
  private final float[][] states;

  /** By block, the loan since which it is the shard's alone; older than {@link #loan}: look. */
  private final int[] owned;

  private int loan = 1;
  private int loansOut;
  private int allocated;

  RowBlocks(RowTraining training, int table, int shard, RowWork work) {
    RowTableSpec spec = training.tables().spec(table);
    this.training = training;
    this.init = spec.init();
    this.update = spec.update();
    this.optimiser = spec.optimiser().optimiser();
    this.work = work;
    this.table = table;
    this.shard = shard;
    this.rows = training.tables().rowsOf(table, shard);
    this.width = spec.width();
    int blockRows = Integer.highestOneBit(Math.max(1, BLOCK_FLOATS / width));
    this.shift = Integer.numberOfTrailingZeros(blockRows);
    this.mask = blockRows - 1;
    this.stepRows = Math.max(1, STEP_FLOATS / width);
    int count = ((rows - 1) >>> shift) + 1;
    this.weights = new float[count][];
    this.states = new float[update.hasState() ? count : 0][];
    this.owned = new int[count];
  }

  /** All blocks at one moment, null where there is no memory. */
  record Lent(float[] @Nullable [] weights, float[][] states) {
    /** The state of a block that has memory; empty where the optimiser has none. */
    float[] state(int block) {
      return states.length == 0 ? NO_STATE : states[block];
    }
  }

  int width() {
    return width;
  }

  boolean hasState() {
    return update.hasState();
  }

  /** Blocks, with memory or not. */
  int count() {
    return weights.length;
  }

  /** Blocks that have memory. */
  int allocated() {
    return allocated;
  }

  /** The floats of a block's weights, and of its state if it has one. */
  int floats(int block) {
    return Math.min(mask + 1, rows - (block << shift)) * width;
  }

  /** Copies weights of rows {@code list[from .. to]} to {@code into}, row after row. */
  void gather(int[] list, int from, int to, float[] into) {
    int at = 0;
    int run;
    for (int k = from; k < to; k += run) {
      run = 1;
      int row = list[k];
      float[] block = weights[row >>> shift];
      if (block == null) {
        init(row, into, at);
      } else if (width == 1) {
        into[at] = block[row & mask];
      } else {
        run = run(list, k, to);
        System.arraycopy(block, (row & mask) * width, into, at, run * width);
      }
      at += run * width;
    }
  }

  /** How many rows of the list, from {@code k} on, lie one after the other in one block. */
  private int run(int[] list, int k, int to) {
    int row = list[k];
    int most = Math.min(to - k, mask + 1 - (row & mask));
    int run = 1;
    while (run < most && list[k + run] == row + run) {
      run++;
    }
    return run;
  }

  /** Copies one row's weights. */
  void gather(int row, float[] into, int at) {
    float[] block = weights[row >>> shift];
    if (block == null) {
      init(row, into, at);
    } else {
      System.arraycopy(block, (row & mask) * width, into, at, width);
    }
  }

  /** Whether {@link #apply} takes sums from any place of a long array; else from its beginning. */
  boolean addsAnywhere() {
    return !update.hasState() && (width == 1 || VECTORS != null);
  }

  /**
   * Updates rows {@code list[from .. to]} by their sums, row after row from {@code sum[at]}.
   *
   * @param at 0, but where {@link #addsAnywhere}
   */
  void apply(int[] list, int from, int to, float[] sum, int at, RowUpdate.Rate rate) {
    if (width == 1 && !update.hasState()) {
      applyOnes(list, from, to, sum, at, rate);
    } else if (VECTORS != null && optimiser instanceof LinearOptimiser linear) {
      addRuns(list, from, to, sum, at, VECTORS, rate.scale(), linear.factor(rate.rate()));
    } else {
      stepBeside(list, from, to, sum, rate);
    }
  }

  /**
   * Some rows at a time are laid beside each other, stepped as a dense table's are, and put back.
   * Copies of whole rows and one long loop cost less than a short loop for each row, of which the
   * JIT makes no vectors: it sees that gradient and row lie at different positions, and not that
   * they never overlap.
   */
  private void stepBeside(int[] list, int from, int to, float[] sum, RowUpdate.Rate rate) {
    float[] beside = work.weights((to - from) * width);
    float[] state = update.hasState() ? work.state((to - from) * width) : NO_STATE;
    float[][] states = {state};
    for (int begin = from; begin < to; begin += stepRows) {
      int end = Math.min(to, begin + stepRows);
      int at = (begin - from) * width;
      take(list, begin, end, beside, state, at);
      Range range = new Range(at, at + (end - begin) * width);
      optimiser.step(
          new Step(beside, beside, sum, rate.scale(), states, range, rate.rate(), rate.update()));
      put(list, begin, end, beside, state, at);
    }
  }

  private void take(int[] list, int from, int to, float[] beside, float[] state, int at) {
    int place = at;
    int run;
    for (int k = from; k < to; k += run) {
      run = run(list, k, to);
      int b = list[k] >>> shift;
      int row = (list[k] & mask) * width;
      System.arraycopy(own(b), row, beside, place, run * width);
      if (state.length > 0) {
        System.arraycopy(states[b], row, state, place, run * width);
      }
      place += run * width;
    }
  }

  private void put(int[] list, int from, int to, float[] beside, float[] state, int at) {
    int place = at;
    int run;
    for (int k = from; k < to; k += run) {
      run = run(list, k, to);
      int b = list[k] >>> shift;
      int row = (list[k] & mask) * width;
      System.arraycopy(beside, place, weightsOf(b), row, run * width);
      if (state.length > 0) {
        System.arraycopy(state, place, states[b], row, run * width);
      }
      place += run * width;
    }
  }

  /** Without state: each row where it lies, so that it is read and written once. */
  private void addRuns(
      int[] list,
      int from,
      int to,
      float[] sum,
      int at,
      Adding vectors,
      float scale,
      float factor) {
    int place = at;
    int run;
    for (int k = from; k < to; k += run) {
      run = run(list, k, to);
      int row = list[k];
      float[] block = own(row >>> shift);
      vectors.add(sum, place, block, (row & mask) * width, run * width, scale, factor);
      place += run * width;
    }
  }

  /** Rows of one float, without state: a row a turn of the loop. */
  private void applyOnes(int[] list, int from, int to, float[] sum, int at, RowUpdate.Rate rate) {
    float scale = rate.scale();
    float step = update == RowUpdate.ADDED ? -1 : rate.rate();
    for (int k = from; k < to; k++) {
      int row = list[k];
      float[] block = own(row >>> shift);
      block[row & mask] -= step * (scale * sum[at + k - from]);
    }
  }

  /** What a row holds that nobody has pushed to. */
  private void init(int row, float[] into, int at) {
    int id = row * training.tables().shards() + shard;
    init.fill(RowInit.seedOf(training.seed(), table, id), into, at, width);
  }

  /** The weights of a block that may be changed, and with it its state. */
  private float[] own(int block) {
    float[] own = weights[block];
    return own != null && owned[block] == loan ? own : takeOwn(block);
  }

  /** The weights of a block that has memory. */
  private float[] weightsOf(int block) {
    return Objects.requireNonNull(weights[block]);
  }

  private float[] takeOwn(int block) {
    float[] own = weights[block];
    if (own == null) {
      own = initial(block);
      if (update.hasState()) {
        states[block] = new float[own.length];
      }
      allocated++;
    } else if (loansOut > 0) {
      own = own.clone();
      if (update.hasState()) {
        states[block] = states[block].clone();
      }
    }
    weights[block] = own;
    owned[block] = loan;
    return own;
  }

  /** A block's weights as nobody has pushed to it. */
  float[] initial(int block) {
    float[] initial = new float[floats(block)];
    int row = block << shift;
    for (int at = 0; at < initial.length; at += width) {
      init(row++, initial, at);
    }
    return initial;
  }

  /** Lends all blocks; they stay as they are until {@link #returned}. */
  Lent lend() {
    loan++;
    loansOut++;
    return new Lent(weights.clone(), states.clone());
  }

  /** Nobody reads what was lent once any more. */
  void returned() {
    loansOut--;
  }

  /** Sets a block, before the shard's first request. */
  void set(int block, float[] itsWeights, float[] itsState) {
    allocated += weights[block] == null ? 1 : 0;
    weights[block] = itsWeights;
    if (update.hasState()) {
      states[block] = itsState;
    }
    owned[block] = loan;
  }
}
