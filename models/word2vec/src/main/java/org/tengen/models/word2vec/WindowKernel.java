package org.tengen.models.word2vec;

/**
 * What every kernel does with a window, on top of four operations on rows.
 *
 * <p>Outputs are taken {@value #TILE} at a time, the last few filled up with the window's last one,
 * with errors of 0; a group of so many is a tile. Errors stand tile after tile, and in each input
 * after input. Inputs are taken in twos, the last of an odd number with itself. What a pair of
 * inputs and a tile need besides rows stands in {@value Rows#LINE} floats, of which the last four
 * are nothing.
 */
abstract class WindowKernel implements Kernel {
  /** Outputs of a tile: one word and five of noise, which is the usual setting, are one tile. */
  static final int TILE = 6;

  /** Words of a context whose gradients are found on the same rows, at the most. */
  static final int MOST_AT_ONCE = 32;

  /** From one window whose loss is looked at to the next. */
  static final int LOOK_EVERY = 32;

  /** Of an answer that is wrong for certain, as far as floats go. */
  private static final double LEAST_CHANCE = 1e-7;

  /** Logits are cut to this: beyond it a sigmoid is 0 or 1 to within 1e-13. */
  static final float LARGEST_LOGIT = 30f;

  /** Floats from one row to the next. */
  final int stride;

  /** (label - sigmoid) times the rate, of each input with each output. */
  final float[] errors;

  /** Changes of input rows, row after row, where they do not go into the table at once. */
  final float[] changes;

  // ---- the window at hand ----

  /** Where the rows of its outputs start in the output table. */
  final int[] outputAt;

  /** How many input rows it has. */
  int inputs;

  /** Where its input rows start. */
  int[] inputAt;

  /** By tile, for two inputs: the rate where the label is 1, and 0. */
  final float[] labels;

  /** By tile, for two inputs: minus the rate, and 0 for what only fills up. */
  final float[] slopes;

  private int tiles;

  /** Whether its loss is looked at. */
  private boolean looks;

  /** Where the rows of its context start in the input table. */
  private final int[] contextAt;

  /** The same of some of them. */
  private final int[] someAt = new int[MOST_AT_ONCE + 1];

  // ---- what was seen of a block ----

  private double lossSum;
  private long lossCount;

  // ---- settings, and CBOW's one input row ----

  private final boolean skipGram;
  private final boolean mean;
  private final float[] hidden;
  private final int[] hiddenAt = new int[2];

  WindowKernel(Word2VecSettings settings, int widestOutput) {
    skipGram = settings.sg();
    mean = settings.cbowMean();
    stride = Rows.stride(settings.vectorSize());
    int widest = (widestOutput + TILE - 1) / TILE * TILE;
    int context = 2 * settings.window();
    contextAt = new int[context + 1];
    inputAt = contextAt;
    outputAt = new int[widest];
    labels = new float[widest / TILE * Rows.LINE];
    slopes = new float[widest / TILE * Rows.LINE];
    int most = Math.min(context, MOST_AT_ONCE);
    errors = new float[most * widest + Rows.LINE];
    changes = new float[most * stride];
    hidden = new float[stride];
  }

  /** Computes the errors of all inputs with a tile's outputs: slope times sigmoid, plus label. */
  abstract void findErrors(float[] in, float[] out, int tile);

  /**
   * Adds a tile's part of both gradients: that of the outputs to their rows; that of the inputs to
   * {@link #changes}, which the first tile starts, or, if it is the last one and {@code inPlace},
   * with what is there to their rows.
   */
  abstract void update(float[] in, float[] out, int tile, boolean inPlace);

  /** to = the sum of the input rows times {@code factor}. */
  abstract void sum(float[] in, float factor, float[] to);

  /** Adds the first row of {@link #changes} times {@code factor} to every input row. */
  abstract void spread(float[] in, float factor);

  @Override
  public final double train(Block block, Rows inputRows, Rows outputRows) {
    if (inputRows.stride() != stride || outputRows.stride() != stride) {
      throw new IllegalArgumentException(
          "rows of %d and %d floats: expected vector_size of both tables"
              .formatted(inputRows.width(), outputRows.width()));
    }
    float[] in = inputRows.values();
    float[] out = outputRows.values();
    lossSum = 0;
    lossCount = 0;
    for (int window = 0; window < block.windows(); window++) {
      findOutputs(block, window, outputRows);
      findContext(block, window, inputRows);
      looks = window % LOOK_EVERY == 0;
      if (inputs == 0) {
        continue;
      }
      if (!skipGram) {
        learnBag(in, out);
      } else if (inputs <= MOST_AT_ONCE) {
        learn(in, out, true);
      } else {
        learnSomeAtATime(in, out);
      }
    }
    return lossCount == 0 ? 0 : lossSum / lossCount;
  }

  private void learnSomeAtATime(float[] in, float[] out) {
    int context = inputs;
    inputAt = someAt;
    for (int from = 0; from < context; from += MOST_AT_ONCE) {
      inputs = Math.min(MOST_AT_ONCE, context - from);
      System.arraycopy(contextAt, from, someAt, 0, inputs);
      someAt[inputs] = someAt[inputs - 1];
      learn(in, out, true);
    }
  }

  private void findContext(Block block, int window, Rows rows) {
    int count = 0;
    for (int place = block.from(window); place < block.to(window); place++) {
      if (place != window) {
        contextAt[count++] = rows.offset(block.word(place));
      }
    }
    contextAt[count] = contextAt[Math.max(0, count - 1)];
    inputs = count;
    inputAt = contextAt;
  }

  private void findOutputs(Block block, int window, Rows rows) {
    int first = block.firstOutput(window);
    int count = block.endOfOutputs(window) - first;
    tiles = (count + TILE - 1) / TILE;
    for (int tile = 0, i = 0; tile < tiles; tile++) {
      for (int at = tile * Rows.LINE; at < tile * Rows.LINE + TILE; at++, i++) {
        if (i < count) {
          int output = block.output(first + i);
          outputAt[i] = rows.offset(Block.row(output));
          expect(at, output < 0 ? block.rate() : 0f, -block.rate());
        } else {
          outputAt[i] = outputAt[count - 1];
          expect(at, 0f, 0f);
        }
      }
    }
  }

  /** Mostly they are what they were: a vector that was just written in pieces is slow to read. */
  private void expect(int at, float label, float slope) {
    if (labels[at] != label || slopes[at] != slope) {
      labels[at] = label;
      labels[at + TILE] = label;
      slopes[at] = slope;
      slopes[at + TILE] = slope;
    }
  }

  private void learnBag(float[] in, float[] out) {
    int context = inputs;
    sum(in, mean ? 1f / context : 1f, hidden);
    inputs = 1;
    inputAt = hiddenAt;
    learn(hidden, out, false);
    inputs = context;
    inputAt = contextAt;
    spread(in, mean ? 1f : 1f / context);
  }

  /** Errors and both gradients of the input rows against all outputs. */
  private void learn(float[] in, float[] out, boolean inPlace) {
    for (int tile = 0; tile < tiles; tile++) {
      findErrors(in, out, tile);
    }
    if (looks) {
      look();
    }
    for (int tile = 0; tile < tiles; tile++) {
      update(in, out, tile, inPlace && tile == tiles - 1);
    }
  }

  /** An error is the chance that was given to the other answer, times the rate. */
  private void look() {
    for (int tile = 0; tile < tiles; tile++) {
      for (int i = 0; i < inputs * TILE; i++) {
        float slope = slopes[tile * Rows.LINE + i % TILE];
        if (slope < 0) {
          double wrong = Math.abs(errors[errorsAt(tile) + i]) / -slope;
          lossSum -= Math.log(Math.max(LEAST_CHANCE, 1 - wrong));
        }
      }
    }
    lossCount += inputs;
  }

  /** Where a tile's errors start. */
  final int errorsAt(int tile) {
    return tile * (inputs + (inputs & 1)) * TILE;
  }
}
