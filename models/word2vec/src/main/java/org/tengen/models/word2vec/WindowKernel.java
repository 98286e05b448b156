package org.tengen.models.word2vec;

/**
 * What every kernel does with a window, on top of five operations on rows.
 *
 * <p>Outputs are taken {@value #TILE} at a time, the last few filled up with the table's row of
 * zeros; a group of so many is a tile. Errors stand tile after tile, and in each input after input.
 * Inputs are taken in twos, the last of an odd number with itself.
 */
abstract class WindowKernel implements Kernel {
  /** Outputs of a tile: one word and five of noise, which is the usual setting, are one tile. */
  static final int TILE = 6;

  /** Logits are cut to this: beyond it a sigmoid is 0 or 1 to within 1e-13. */
  static final float LARGEST_LOGIT = 30f;

  /** Floats from one row to the next. */
  final int stride;

  /** Logits, then (label - sigmoid) times the rate. */
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

  private final boolean[] labels;
  private int outputs;

  /** Where the rows of its context start in the input table. */
  private final int[] contextAt;

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
    labels = new boolean[widest];
    errors = new float[context * widest + Rows.LINE];
    changes = new float[context * stride];
    hidden = new float[stride];
  }

  /** Puts the logits of all inputs against a tile's outputs into {@link #errors}. */
  abstract void logits(float[] in, float[] out, int tile);

  /** errors[i] = -rate / (1 + exp(-errors[i])) for i &lt; {@code count}, and maybe a few more. */
  abstract void toErrors(int count, float rate);

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
  public final void train(Block block, Rows inputRows, Rows outputRows) {
    if (inputRows.stride() != stride || outputRows.stride() != stride) {
      throw new IllegalArgumentException(
          "rows of %d and %d floats: expected vector_size of both tables"
              .formatted(inputRows.width(), outputRows.width()));
    }
    float[] in = inputRows.values();
    float[] out = outputRows.values();
    for (int window = 0; window < block.windows(); window++) {
      findOutputs(block, window, outputRows);
      findContext(block, window, inputRows);
      if (inputs == 0) {
        continue;
      }
      if (skipGram) {
        learn(in, out, block.rate(), true);
      } else {
        learnBag(in, out, block.rate());
      }
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
    outputs = block.endOfOutputs(window) - first;
    for (int i = 0; i < outputs; i++) {
      int output = block.output(first + i);
      labels[i] = output < 0;
      outputAt[i] = rows.offset(Block.row(output));
    }
    for (int i = outputs; i % TILE != 0; i++) {
      labels[i] = false;
      outputAt[i] = rows.offset(rows.size());
    }
  }

  private void learnBag(float[] in, float[] out, float rate) {
    int context = inputs;
    sum(in, mean ? 1f / context : 1f, hidden);
    inputs = 1;
    inputAt = hiddenAt;
    learn(hidden, out, rate, false);
    inputs = context;
    inputAt = contextAt;
    spread(in, mean ? 1f : 1f / context);
  }

  /** Logits, errors and both gradients of the input rows against all outputs. */
  private void learn(float[] in, float[] out, float rate, boolean inPlace) {
    int tiles = (outputs + TILE - 1) / TILE;
    for (int tile = 0; tile < tiles; tile++) {
      logits(in, out, tile);
    }
    toErrors(errorsAt(tiles), rate);
    correct(tiles, rate);
    for (int tile = 0; tile < tiles; tile++) {
      update(in, out, tile, inPlace && tile == tiles - 1);
    }
  }

  /** Where a tile's errors start. */
  final int errorsAt(int tile) {
    return tile * (inputs + (inputs & 1)) * TILE;
  }

  /** Makes minus the sigmoids errors: adds 1 where the label is, takes what only fills up out. */
  private void correct(int tiles, float rate) {
    for (int output = 0; output < tiles * TILE; output++) {
      if (labels[output] || output >= outputs) {
        int at = errorsAt(output / TILE) + output % TILE;
        for (int i = 0; i < inputs; i++, at += TILE) {
          errors[at] = output < outputs ? errors[at] + rate : 0f;
        }
      }
    }
  }
}
