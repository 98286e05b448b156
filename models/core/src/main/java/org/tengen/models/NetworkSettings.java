package org.tengen.models;

import java.io.Serializable;

/** What a network is made of; enough to build the same replica anywhere. */
public sealed interface NetworkSettings extends Serializable {
  /** The network's name in settings, e.g. {@code next-word-lstm}. */
  String name();

  /** Where the initial parameters' randomness starts. */
  long seed();

  /**
   * The next word from the {@code window} before it: embedding, recurrent layers, softmax over the
   * vocabulary (Bengio et al. 2003; Mikolov et al. 2010). With a window of one word nothing recurs:
   * layers of {@link Cell#SIMPLE_RNN} are then a feed-forward network.
   *
   * @param cell the recurrent layers' kind
   * @param vocabulary number of words
   * @param window context words
   * @param embedding floats a word
   * @param hidden units of a recurrent layer
   * @param layers recurrent layers, 1 or more, each of which reads all outputs of the one below it;
   *     the softmax reads the last output of the uppermost
   * @param dropout the chance, 0 or more and below 1, that a step takes a number out of what a
   *     recurrent layer and the softmax read (Zaremba et al. 2014); the rest is scaled up
   */
  record NextWord(
      Cell cell,
      int vocabulary,
      int window,
      int embedding,
      int hidden,
      int layers,
      double dropout,
      long seed)
      implements NetworkSettings {
    /** Checks depth and dropout. */
    public NextWord {
      if (layers < 1) {
        throw new IllegalArgumentException("layers=" + layers + ": expected 1 or more");
      }
      if (!(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException(
            "dropout=" + dropout + ": expected 0 or more, and less than 1");
      }
    }

    /** Floats that the recurrent layer {@code layer}, counted from 0, reads at a time step. */
    public int inputs(int layer) {
      return layer == 0 ? embedding : hidden;
    }

    /** The number of parameters. */
    public long parameters() {
      long recurrent = 0;
      for (int layer = 0; layer < layers; layer++) {
        recurrent += cell.sums() * (long) hidden * (inputs(layer) + hidden + 1);
      }
      return (long) vocabulary * embedding + recurrent + (hidden + 1L) * vocabulary;
    }

    @Override
    public String name() {
      return cell == Cell.LSTM ? "next-word-lstm" : "next-word-rnn";
    }
  }

  /** A recurrent layer. */
  enum Cell {
    /** Long short-term memory (Hochreiter and Schmidhuber 1997), forget gates, no peepholes. */
    LSTM(4),
    /** Elman's network (1990): h = tanh(W x + R h + b). */
    SIMPLE_RNN(1);

    private final int sums;

    Cell(int sums) {
      this.sums = sums;
    }

    /** Weighted sums of a unit: one for each of its gates and its value. */
    public int sums() {
      return sums;
    }
  }
}
