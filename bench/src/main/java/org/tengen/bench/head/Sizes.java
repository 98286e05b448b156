package org.tengen.bench.head;

/**
 * How large the language model and its batch are.
 *
 * @param vocabulary words
 * @param embedding floats a word
 * @param hidden units of the LSTM
 * @param batch sequences of a step
 * @param time words of a sequence
 */
public record Sizes(int vocabulary, int embedding, int hidden, int batch, int time) {
  /** Checks them. */
  public Sizes {
    require("--vocabulary", vocabulary, 2);
    require("--embedding", embedding, 1);
    require("--hidden", hidden, 1);
    require("--batch", batch, 1);
    require("--time", time, 1);
  }

  private static void require(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(option + "=" + value + ": expected " + least + " or more");
    }
  }
}
