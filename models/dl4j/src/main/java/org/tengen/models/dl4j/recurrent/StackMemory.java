package org.tengen.models.dl4j.recurrent;

import org.tengen.models.RecurrentLayers;

/**
 * What a {@link RecurrentStack} allocates, counted array by array.
 *
 * @param offHeap floats outside the heap
 * @param heap floats on it
 */
record StackMemory(long offHeap, long heap) {
  static StackMemory of(RecurrentLayers settings, int batch, int time) {
    StackMemory sum = new StackMemory(0, 0);
    for (int layer = 0; layer < settings.layers(); layer++) {
      sum = sum.plus(layer(settings, settings.inputs(layer), batch, (long) batch * time));
    }
    return sum;
  }

  /** What a {@link Reading} takes. */
  static StackMemory reading(long floats, double dropout) {
    return new StackMemory(2 * floats, dropout == 0 ? 0 : 2 * floats);
  }

  StackMemory plus(StackMemory other) {
    return new StackMemory(offHeap + other.offHeap, heap + other.heap);
  }

  private static StackMemory layer(RecurrentLayers settings, int inputs, int batch, long rows) {
    StackMemory sum = reading(rows * inputs, settings.dropout());
    StackMemory cell = cell(settings, (long) batch * settings.hidden(), rows * settings.hidden());
    sum = sum.plus(cell);
    if (settings.bothWays()) {
      sum =
          sum.plus(cell)
              .plus(new StackMemory(2 * rows * inputs + 2 * rows * settings.outputs(), 0));
    }
    if (settings.normalised()) {
      sum =
          sum.plus(
              new StackMemory(2 * rows * settings.outputs(), rows * settings.outputs() + rows));
    }
    return sum;
  }

  /**
   * One cell.
   *
   * @param step floats of a time step's outputs
   * @param all floats of all outputs
   */
  private static StackMemory cell(RecurrentLayers settings, long step, long all) {
    return switch (settings.cell()) {
      case LSTM, LSTM_PEEPHOLE -> new StackMemory(5 * all + 2 * step, 6 * all + 3 * step);
      case SIMPLE_RNN -> new StackMemory(2 * all + step, all + step);
      case GRU -> new StackMemory(7 * all + 4 * step, 5 * all + 5 * step);
    };
  }
}
