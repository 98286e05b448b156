package org.tengen.corpus.ngram;

import org.tengen.corpus.batch.Windows;

/**
 * How surprised a model is by a text: the exponential of the mean negative log probability of its
 * tokens, ends of sentences included. A model that knows nothing has the vocabulary's size.
 *
 * @param targets how many tokens were predicted
 * @param nats the sum of their negative natural log probabilities
 */
public record Perplexity(long targets, double nats) {
  private static final int ROWS = 1024;

  /** The perplexity of {@code model} on every sample of {@code windows}. */
  public static Perplexity of(LanguageModel model, Windows windows) {
    int window = windows.window();
    int[] contexts = new int[ROWS * window];
    int[] targets = new int[ROWS];
    double nats = 0;
    long done = 0;
    for (int rows; (rows = windows.readOn(done, contexts, targets)) > 0; done += rows) {
      for (int row = 0; row < rows; row++) {
        int from = row * window;
        nats -= Math.log(model.probability(contexts, from, from + window, targets[row]));
      }
    }
    return new Perplexity(done, nats);
  }

  /** The perplexity itself; not a number when there was nothing to predict. */
  public double value() {
    return Math.exp(nats / targets);
  }
}
