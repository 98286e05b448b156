package org.tengen.models.dl4j.recurrent;

import org.tengen.models.NetworkSettings.Cell;

/**
 * One time step of one series through a cell in float64, unit by unit as the papers' formulas have
 * it, on the cells' parameter layout.
 */
record CellInDouble(Cell kind, int inputs, int hidden) {
  /** Floats that a series carries. */
  int carried() {
    return kind.carried() * hidden;
  }

  /**
   * The state after the step: outputs, then cells.
   *
   * @param p parameters
   * @param at where the cell's begin
   * @param x what it reads
   * @param state before the step
   */
  double[] step(double[] p, int at, double[] x, double[] state) {
    double[] next = new double[state.length];
    for (int i = 0; i < hidden; i++) {
      switch (kind) {
        case SIMPLE_RNN -> next[i] = Math.tanh(sum(p, at, 0, i, x, state));
        case GRU -> next[i] = gru(p, at, i, x, state);
        case LSTM, LSTM_PEEPHOLE -> lstm(p, at, i, x, state, next);
      }
    }
    return next;
  }

  private double gru(double[] p, int at, int i, double[] x, double[] state) {
    double r = sigmoid(sum(p, at, 0, i, x, state));
    double z = sigmoid(sum(p, at, 1, i, x, state));
    double q = ofOutputs(p, at, 2, i, state) + p[more(at) + i];
    double n = Math.tanh(ofInputs(p, at, 2, i, x) + p[bias(at) + 2 * hidden + i] + r * q);
    return (1 - z) * n + z * state[i];
  }

  private void lstm(double[] p, int at, int i, double[] x, double[] state, double[] next) {
    boolean sees = kind == Cell.LSTM_PEEPHOLE;
    double before = state[hidden + i];
    double a = Math.tanh(sum(p, at, 0, i, x, state));
    double f = sigmoid(sum(p, at, 1, i, x, state) + (sees ? p[more(at) + i] * before : 0));
    double g =
        sigmoid(sum(p, at, 3, i, x, state) + (sees ? p[more(at) + 2 * hidden + i] * before : 0));
    double c = f * before + g * a;
    double o = sigmoid(sum(p, at, 2, i, x, state) + (sees ? p[more(at) + hidden + i] * c : 0));
    next[hidden + i] = c;
    next[i] = o * Math.tanh(c);
  }

  private double sum(double[] p, int at, int block, int i, double[] x, double[] state) {
    return ofInputs(p, at, block, i, x)
        + ofOutputs(p, at, block, i, state)
        + p[bias(at) + block * hidden + i];
  }

  private double ofInputs(double[] p, int at, int block, int i, double[] x) {
    double sum = 0;
    for (int k = 0; k < inputs; k++) {
      sum += p[at + (block * hidden + i) * inputs + k] * x[k];
    }
    return sum;
  }

  private double ofOutputs(double[] p, int at, int block, int i, double[] state) {
    int from = at + kind.sums() * hidden * inputs;
    double sum = 0;
    for (int k = 0; k < hidden; k++) {
      sum += p[from + (block * hidden + i) * hidden + k] * state[k];
    }
    return sum;
  }

  private int bias(int at) {
    return at + kind.sums() * hidden * (inputs + hidden);
  }

  private int more(int at) {
    return bias(at) + kind.sums() * hidden;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
