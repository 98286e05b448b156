package org.tengen.models.word2vec;

import java.util.Arrays;

/**
 * A stretch of text with everything drawn that training on it needs: which words stay, how wide the
 * window of each is, what stands against it in the output table, and the rate.
 *
 * <p>Window w is about word w: its context are the words {@code from[w]} to {@code to[w] - 1}
 * without w itself, its outputs those before {@code outputEnds[w]} and behind {@code outputEnds[w -
 * 1]}. An output is {@code ~row} where the answer is yes (label 1) and {@code row} where it is no.
 * Nothing changes a block: several threads may read it.
 */
public final class Block {
  private final int[] words;
  private final int[] from;
  private final int[] to;
  private final int[] outputs;
  private final int[] outputEnds;
  private final int textWords;
  private final float rate;

  Block(int[] words, Windows windows, int textWords, float rate) {
    this.words = words;
    this.from = windows.from;
    this.to = windows.to;
    this.outputs = windows.outputs;
    this.outputEnds = windows.outputEnds;
    this.textWords = textWords;
    this.rate = rate;
  }

  /** What is drawn for each word, in arrays as long as there are windows and outputs. */
  record Windows(int[] from, int[] to, int[] outputs, int[] outputEnds) {}

  /** The same, to be learned at another rate. */
  public Block at(float otherRate) {
    return new Block(words, new Windows(from, to, outputs, outputEnds), textWords, otherRate);
  }

  /** The number of words that stay, each with one window. */
  public int windows() {
    return words.length;
  }

  /**
   * The words of the text that the block was cut from, those included that do not stay; no tokens
   * that are no words.
   */
  public int textWords() {
    return textWords;
  }

  /** The rate of learning. */
  public float rate() {
    return rate;
  }

  /** The rows of the input table that the block reads and changes, rising. */
  public int[] inputRows() {
    return Arrays.stream(words).sorted().distinct().toArray();
  }

  /** The rows of the output table that the block reads and changes, rising. */
  public int[] outputRows() {
    return Arrays.stream(outputs).map(Block::row).sorted().distinct().toArray();
  }

  /**
   * The same block on tables that hold these rows alone, in this order: row i of such a table is
   * row {@code inputRows[i]} or {@code outputRows[i]} of the whole one. For rows that were fetched.
   *
   * @param inputRows rising, with all of {@link #inputRows()}
   * @param outputRows rising, with all of {@link #outputRows()}
   */
  public Block within(int[] inputRows, int[] outputRows) {
    int[] here = Arrays.stream(words).map(word -> place(inputRows, word)).toArray();
    int[] there =
        Arrays.stream(outputs)
            .map(output -> output < 0 ? ~place(outputRows, ~output) : place(outputRows, output))
            .toArray();
    return new Block(here, new Windows(from, to, there, outputEnds), textWords, rate);
  }

  private static int place(int[] rows, int row) {
    int place = Arrays.binarySearch(rows, row);
    if (place < 0) {
      throw new IllegalArgumentException(
          "row %d of the block is not among the %d rows given".formatted(row, rows.length));
    }
    return place;
  }

  /** The row of an output. */
  static int row(int output) {
    return output < 0 ? ~output : output;
  }

  /** The word that stands at a place of the block: a row of the input table. */
  int word(int place) {
    return words[place];
  }

  /** The first place of a window. */
  int from(int window) {
    return from[window];
  }

  /** The place behind a window's last. */
  int to(int window) {
    return to[window];
  }

  /** The first output of a window. */
  int firstOutput(int window) {
    return window == 0 ? 0 : outputEnds[window - 1];
  }

  /** The output behind a window's last. */
  int endOfOutputs(int window) {
    return outputEnds[window];
  }

  /** A row of the output table, or {@code ~row} where the label is 1. */
  int output(int place) {
    return outputs[place];
  }
}
