package org.tengen.models;

import org.tengen.models.NetworkSettings.Cell;

/**
 * Recurrent layers, one on the other: each reads all outputs of the one below it.
 *
 * @param cell their kind
 * @param inputs floats that the lowest reads at a time step
 * @param hidden units of a layer, in each direction
 * @param layers how many, 1 or more
 * @param bothWays whether each layer reads its series from both ends, with units of their own for
 *     each direction, and gives the outputs of both (Schuster and Paliwal 1997)
 * @param normalised whether the outputs of each layer are brought to mean 0 and variance 1 at each
 *     time step, then scaled and shifted unit by unit (Ba, Kiros and Hinton 2016)
 * @param dropout the chance, 0 or more and below 1, that a step takes a number out of what a layer,
 *     and whoever is above them, reads (Zaremba et al. 2014); the rest is scaled up
 */
public record RecurrentLayers(
    Cell cell,
    int inputs,
    int hidden,
    int layers,
    boolean bothWays,
    boolean normalised,
    double dropout)
    implements java.io.Serializable {
  /** Checks depth and dropout. */
  public RecurrentLayers {
    if (layers < 1) {
      throw new IllegalArgumentException("layers=" + layers + ": expected 1 or more");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "dropout=" + dropout + ": expected 0 or more, and less than 1");
    }
  }

  /** Layers in one direction, without normalisation. */
  public RecurrentLayers(Cell cell, int inputs, int hidden, int layers, double dropout) {
    this(cell, inputs, hidden, layers, false, false, dropout);
  }

  /** Floats that layer {@code layer}, counted from 0, reads at a time step. */
  public int inputs(int layer) {
    return layer == 0 ? inputs : outputs();
  }

  /** Floats that each layer gives at a time step. */
  public int outputs() {
    return bothWays ? 2 * hidden : hidden;
  }

  /** The number of parameters. */
  public long parameters() {
    long sum = 0;
    for (int layer = 0; layer < layers; layer++) {
      long oneWay = cell.parameters(inputs(layer), hidden);
      sum += (bothWays ? 2 * oneWay : oneWay) + (normalised ? 2L * outputs() : 0);
    }
    return sum;
  }
}
