package org.tengen.models;

import java.io.Serializable;

/** What a network is made of; enough to build the same replica anywhere. */
public sealed interface NetworkSettings extends Serializable {
  /** The network's name in settings, e.g. {@code next-word-lstm}. */
  String name();

  /** Where the initial parameters' randomness starts. */
  long seed();

  /** The number of parameters. */
  long parameters();

  /** The number of words that it says, and reads. */
  int vocabulary();

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
      new RecurrentLayers(cell, embedding, hidden, layers, dropout);
    }

    /** The recurrent layers. */
    public RecurrentLayers recurrent() {
      return new RecurrentLayers(cell, embedding, hidden, layers, dropout);
    }

    @Override
    public long parameters() {
      return (long) vocabulary * embedding + recurrent().parameters() + (hidden + 1L) * vocabulary;
    }

    @Override
    public String name() {
      return "next-word-" + cell.label();
    }
  }

  /**
   * The word between {@code side} words on each side: embedding, recurrent layers that read from
   * both ends, softmax over the vocabulary (Melamud et al. 2016). In its own place the word is a
   * vector of zeros; the softmax reads the uppermost layer's outputs there.
   *
   * @param vocabulary number of words
   * @param side context words on each side
   * @param recurrent the layers, which read both ways
   */
  record MiddleWord(int vocabulary, int side, RecurrentLayers recurrent, long seed)
      implements NetworkSettings {
    /** Checks that both sides are read. */
    public MiddleWord {
      if (!recurrent.bothWays()) {
        throw new IllegalArgumentException(
            "bothWays=false: expected layers that read both ways, as words on both sides are given");
      }
    }

    /** Floats a word. */
    public int embedding() {
      return recurrent.inputs();
    }

    @Override
    public long parameters() {
      long head = (recurrent.outputs() + 1L) * vocabulary;
      return (long) vocabulary * embedding() + recurrent.parameters() + head;
    }

    @Override
    public String name() {
      return "middle-word-" + recurrent.cell().label();
    }
  }

  /**
   * Every word of a text from all words before it: embedding, recurrent layers, softmax over the
   * vocabulary at each time step (Mikolov et al. 2010; Zaremba et al. 2014). It reads texts in
   * chunks: what its layers carry goes from one chunk to the next, gradients do not (truncated
   * back-propagation through time, Williams and Peng 1990).
   *
   * @param vocabulary number of words
   * @param recurrent the layers, which read one way; the softmax reads all outputs of the uppermost
   * @param tied whether the softmax's weights are the embedding (Press and Wolf 2017; Inan et al.
   *     2017), for which a word has as many floats as a layer has units
   * @param sampled words that a training step compares the right one with, drawn anew for each
   *     step, or 0 for all of the vocabulary (Jean et al. 2015); the loss alone is always over all
   */
  record LanguageModel(
      int vocabulary, RecurrentLayers recurrent, boolean tied, int sampled, long seed)
      implements NetworkSettings {
    /** Checks what does not go together. */
    public LanguageModel {
      if (recurrent.bothWays()) {
        throw new IllegalArgumentException(
            "bothWays=true: expected layers that read one way; the other has seen the next word");
      }
      if (tied && recurrent.inputs() != recurrent.hidden()) {
        throw new IllegalArgumentException(
            "tied=true with embedding=%d and hidden=%d: expected the same number"
                .formatted(recurrent.inputs(), recurrent.hidden()));
      }
      if (sampled < 0 || sampled > vocabulary) {
        throw new IllegalArgumentException(
            "sampled=%d: expected 0 for all words, or up to the vocabulary's %d"
                .formatted(sampled, vocabulary));
      }
    }

    /** Floats a word. */
    public int embedding() {
      return recurrent.inputs();
    }

    @Override
    public long parameters() {
      long head = (tied ? 1L : recurrent.hidden() + 1L) * vocabulary;
      return (long) vocabulary * embedding() + recurrent.parameters() + head;
    }

    @Override
    public String name() {
      return "language-model-" + recurrent.cell().label();
    }
  }

  /** A recurrent layer. */
  enum Cell {
    /** Long short-term memory (Hochreiter and Schmidhuber 1997), forget gates, no peepholes. */
    LSTM("lstm", 4, 0),
    /** Elman's network (1990): h = tanh(W x + R h + b). */
    SIMPLE_RNN("simple-rnn", 1, 0),
    /**
     * The gated recurrent unit (Cho et al. 2014), its reset gate applied behind the recurrent
     * product, so that one product serves all gates: n = tanh(W x + b + r (R h + b')).
     */
    GRU("gru", 3, 1),
    /** {@link #LSTM} whose gates see the cell (Gers and Schmidhuber 2000). */
    LSTM_PEEPHOLE("lstm-peephole", 4, 3);

    private final String label;
    private final int sums;
    private final int more;

    Cell(String label, int sums, int more) {
      this.label = label;
      this.sums = sums;
      this.more = more;
    }

    /** The cell with that {@link #label}. */
    public static Cell of(String label) {
      for (Cell cell : values()) {
        if (cell.label.equals(label)) {
          return cell;
        }
      }
      throw new IllegalArgumentException(
          "cell=" + label + ": expected lstm, simple-rnn, gru or lstm-peephole");
    }

    /** Its name in settings. */
    public String label() {
      return label;
    }

    /** Weighted sums of a unit: one for each of its gates and its value. */
    public int sums() {
      return sums;
    }

    /** Parameters of a unit that belong to none of its sums. */
    public int more() {
      return more;
    }

    /** Numbers of a unit that go from one time step to the next: its output, and its cell. */
    public int carried() {
      return forgets() ? 2 : 1;
    }

    /** Whether it is a long short-term memory, whose second sum is the forget gate's. */
    public boolean forgets() {
      return this == LSTM || this == LSTM_PEEPHOLE;
    }

    /** Parameters of one layer in one direction. */
    public long parameters(int inputs, int hidden) {
      return (long) hidden * (sums * (inputs + hidden + 1L) + more);
    }
  }
}
