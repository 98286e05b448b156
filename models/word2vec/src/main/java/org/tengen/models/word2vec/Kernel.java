package org.tengen.models.word2vec;

/**
 * The arithmetic of a block: for each window in order, the logits of its context against its
 * outputs, their sigmoids, and the gradients of both, added to the rows where they stand.
 *
 * <p>Skip-gram takes all words of a context as one matrix against the same outputs (Ji et al. 2016,
 * "Parallelizing Word2Vec in Shared and Distributed Memory"): all gradients of a window are of the
 * rows as they were before it, but for a word that a context has twice, which is changed once after
 * the other. Of a wide window {@value WindowKernel#MOST_AT_ONCE} words at a time are taken so: the
 * sum of more gradients on the same rows is too large a step. CBOW takes one row, the mean or sum
 * of the context; every word of it gets the gradient of the mean as a whole, or of the sum divided
 * by their number, as in gensim.
 *
 * <p>Has room for one window of its own: for use by one thread. What it is given may be shared.
 */
public interface Kernel {
  /** The name in run records: {@code plain}, or {@code vector-512} and the like. */
  String name();

  /**
   * Trains on a block.
   *
   * @param inputs a row for each word
   * @param outputs a row for each word, or each inner node of the tree; as wide as the inputs
   * @return the mean loss before the change, in nats: minus the log likelihood of all outputs of a
   *     window, of a word of its context under skip-gram, of the context under CBOW; over every
   *     {@value WindowKernel#LOOK_EVERY}th window from the first; 0 for a block without windows
   */
  double train(Block block, Rows inputs, Rows outputs);
}
