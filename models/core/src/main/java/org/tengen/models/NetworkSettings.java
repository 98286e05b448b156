package org.tengen.models;

import java.io.Serializable;

/** What a network is made of; enough to build the same replica anywhere. */
public sealed interface NetworkSettings extends Serializable {
  /** The network's name in settings, e.g. {@code next-word-lstm}. */
  String name();

  /** Where the initial parameters' randomness starts. */
  long seed();

  /**
   * The next word from the {@code window} before it: embedding, recurrent layer, softmax over the
   * vocabulary (Bengio et al. 2003; Mikolov et al. 2010).
   *
   * @param cell the recurrent layer
   * @param vocabulary number of words
   * @param window context words
   * @param embedding floats a word
   * @param hidden units of the recurrent layer
   * @param dropout the chance, 0 or more and below 1, that a step takes a number out of what the
   *     recurrent layer and the softmax read (Zaremba et al. 2014); the rest is scaled up
   */
  record NextWord(
      Cell cell, int vocabulary, int window, int embedding, int hidden, double dropout, long seed)
      implements NetworkSettings {
    /** Checks the dropout. */
    public NextWord {
      if (!(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException(
            "dropout=" + dropout + ": expected 0 or more, and less than 1");
      }
    }

    @Override
    public String name() {
      return cell == Cell.LSTM ? "next-word-lstm" : "next-word-rnn";
    }
  }

  /** A recurrent layer. */
  enum Cell {
    /** Long short-term memory (Hochreiter and Schmidhuber 1997), forget gates, no peepholes. */
    LSTM,
    /** Elman's network (1990): h = tanh(W x + R h + b). */
    SIMPLE_RNN
  }
}
