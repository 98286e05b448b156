package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.corpus.partition.Tokens;

class KernelTest {
  private static final int WORDS = 30;

  private static Word2VecSettings settings(String options) {
    Map<String, String> all = new HashMap<>();
    for (String option : options.split(" ", -1)) {
      all.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
    }
    return Word2VecSettings.of(all);
  }

  private static List<Kernel> kernels(Word2VecSettings settings, int widestOutput) {
    return List.of(new PlainKernel(settings, widestOutput), Kernels.create(settings, widestOutput));
  }

  /** Of about 1, so that sigmoids are far from a half. */
  private static Rows random(int size, int width, long seed) {
    Rows rows = Rows.zero(size, width);
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < size; row++) {
      float[] values = new float[width];
      for (int i = 0; i < width; i++) {
        values[i] = (float) ((random.nextDouble() * 4 - 2) / Math.sqrt(width));
      }
      rows.write(row, values, 0);
    }
    return rows;
  }

  private static double[][] doubles(Rows rows) {
    return Stream.iterate(0, row -> row < rows.size(), row -> row + 1)
        .map(
            row -> {
              float[] floats = rows.row(row);
              double[] values = new double[floats.length];
              for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
              }
              return values;
            })
        .toArray(double[][]::new);
  }

  /** Minus the log likelihood of the last window of a block, in float64. */
  private static double loss(
      Block block, double[][] in, double[][] out, Word2VecSettings settings) {
    int window = block.windows() - 1;
    List<double[]> inputs = new ArrayList<>();
    for (int place = block.from(window); place < window; place++) {
      inputs.add(in[block.word(place)]);
    }
    if (!settings.sg()) {
      double[] bag = new double[in[0].length];
      for (double[] input : inputs) {
        for (int i = 0; i < bag.length; i++) {
          bag[i] += input[i] / (settings.cbowMean() ? inputs.size() : 1);
        }
      }
      inputs = List.of(bag);
    }
    double loss = 0;
    for (double[] input : inputs) {
      for (int i = block.firstOutput(window); i < block.endOfOutputs(window); i++) {
        double[] output = out[Block.row(block.output(i))];
        double logit = 0;
        for (int d = 0; d < input.length; d++) {
          logit += input[d] * output[d];
        }
        loss += Math.log1p(Math.exp(block.output(i) < 0 ? -logit : logit));
      }
    }
    return loss;
  }

  /** One window: the word of the last place, behind a context of so many words, all different. */
  private static Block oneWindow(int context, int outputs, float rate) {
    int[] words = new int[context + 1];
    int[] from = new int[context + 1];
    int[] to = new int[context + 1];
    int[] ends = new int[context + 1];
    for (int i = 0; i <= context; i++) {
      words[i] = WORDS - 1 - i;
    }
    int[] all = new int[outputs];
    for (int i = 0; i < outputs; i++) {
      all[i] = i % 3 == 0 ? ~(2 * i) : 2 * i;
    }
    to[context] = context + 1;
    ends[context] = outputs;
    // the windows before have no context: only the last is looked at
    return new Block(words, new Block.Windows(from, to, all, ends), words.length, rate);
  }

  @ParameterizedTest
  @CsvSource({
    "sg=1, 6, 6", "sg=1, 1, 1", "sg=1, 5, 3", "sg=1, 7, 11", "sg=1, 2, 12",
    "sg=0, 6, 6", "sg=0, 5, 9", "sg=0, 1, 1", "sg=0 cbow_mean=0, 4, 6", "sg=0 cbow_mean=0, 3, 13"
  })
  void changesAreMinusTheRateTimesTheGradientOfTheLoss(String options, int context, int outputs) {
    Word2VecSettings settings = settings(options + " vector_size=20");
    float rate = 1e-3f;
    Block block = oneWindow(context, outputs, rate);
    // a context word of CBOW gets the gradient of the mean as a whole, or a share of the sum's
    double factor = settings.sg() ? 1 : settings.cbowMean() ? context : 1.0 / context;
    for (Kernel kernel : kernels(settings, outputs)) {
      Rows in = random(WORDS, 20, 1);
      Rows out = random(WORDS, 20, 2);
      double[][] oldIn = doubles(in);
      double[][] oldOut = doubles(out);
      kernel.train(block, in, out);
      for (int row = 0; row < WORDS; row++) {
        for (int d = 0; d < 20; d++) {
          double inputSlope = slope(block, oldIn, oldOut, settings, oldIn[row], d);
          double outputSlope = slope(block, oldIn, oldOut, settings, oldOut[row], d);
          assertThat((in.row(row)[d] - oldIn[row][d]) / -rate)
              .as("%s, input %d, %d", kernel.name(), row, d)
              .isCloseTo(factor * inputSlope, within(5e-4));
          assertThat((out.row(row)[d] - oldOut[row][d]) / -rate)
              .as("%s, output %d, %d", kernel.name(), row, d)
              .isCloseTo(outputSlope, within(5e-4));
        }
      }
    }
  }

  private static double slope(
      Block block,
      double[][] in,
      double[][] out,
      Word2VecSettings settings,
      double[] row,
      int column) {
    double value = row[column];
    row[column] = value + 1e-5;
    double above = loss(block, in, out, settings);
    row[column] = value - 1e-5;
    double below = loss(block, in, out, settings);
    row[column] = value;
    return (above - below) / 2e-5;
  }

  @ParameterizedTest
  @CsvSource({"sg=1, 5, 8", "sg=1, 1, 1", "sg=0, 4, 6", "sg=0 cbow_mean=0, 3, 13"})
  void itsLossIsThatOfFloat64BeforeTheChange(String options, int context, int outputs) {
    Word2VecSettings settings = settings(options + " vector_size=20");
    Block block = firstWindow(context, outputs);
    for (Kernel kernel : kernels(settings, outputs)) {
      Rows in = random(WORDS, 20, 1);
      Rows out = random(WORDS, 20, 2);
      double expected =
          loss(oneWindow(context, outputs, 0.1f), doubles(in), doubles(out), settings);
      assertThat(kernel.train(block, in, out))
          .as(kernel.name())
          .isCloseTo(expected / (settings.sg() ? context : 1), within(1e-5));
    }
    Block none =
        new Block(
            new int[0], new Block.Windows(new int[0], new int[0], new int[0], new int[0]), 0, 1);
    Kernel kernel = kernels(settings, outputs).get(0);
    assertThat(kernel.train(none, random(WORDS, 20, 1), random(WORDS, 20, 2))).isZero();
  }

  /** The same window as {@link #oneWindow} has, but about the first word: its loss is looked at. */
  private static Block firstWindow(int context, int outputs) {
    Block last = oneWindow(context, outputs, 0.1f);
    int[] words = new int[context + 1];
    int[] from = new int[context + 1];
    int[] to = new int[context + 1];
    int[] ends = new int[context + 1];
    int[] all = new int[outputs];
    for (int i = 0; i < context; i++) {
      words[i + 1] = last.word(i);
    }
    words[0] = last.word(context);
    to[0] = context + 1;
    Arrays.fill(ends, outputs);
    for (int i = 0; i < outputs; i++) {
      all[i] = last.output(i);
    }
    return new Block(words, new Block.Windows(from, to, all, ends), words.length, 0.1f);
  }

  @Test
  void aWideContextIsLearnedSomeWordsAtATime() {
    Word2VecSettings settings = settings("sg=1 window=60 vector_size=20");
    int[] words = new int[73];
    for (int i = 0; i < words.length; i++) {
      words[i] = i;
    }
    Block whole = windows(words, 72, 0, 73);
    // the same words before the same one, in three windows of which each follows the last
    Block[] parts = {
      windows(words, 72, 0, 32), windows(words, 72, 32, 64), windows(words, 72, 64, 72)
    };
    for (int k = 0; k < 2; k++) {
      Kernel kernel = kernels(settings, 8).get(k);
      Rows in = random(73, 20, 1);
      Rows out = random(73, 20, 2);
      kernel.train(whole, in, out);
      Rows inParts = random(73, 20, 1);
      Rows outParts = random(73, 20, 2);
      for (Block part : parts) {
        kernel.train(part, inParts, outParts);
      }
      assertThat(in.values()).as(kernel.name()).isEqualTo(inParts.values());
      assertThat(out.values()).as(kernel.name()).isEqualTo(outParts.values());
    }
  }

  /** Of all words one alone has a window, with eight outputs. */
  private static Block windows(int[] words, int window, int from, int to) {
    int[] first = new int[words.length];
    int[] end = new int[words.length];
    int[] ends = new int[words.length];
    first[window] = from;
    end[window] = to;
    ends[window] = 8;
    int[] outputs = {~72, 1, 2, 3, 4, 5, 6, 7};
    return new Block(words, new Block.Windows(first, end, outputs, ends), words.length, 0.1f);
  }

  @Test
  void aTileThatIsNotFullChangesTheWindowsRowsAlone() {
    Word2VecSettings settings = settings("sg=1 vector_size=16");
    for (Kernel kernel : kernels(settings, 8)) {
      Rows in = random(WORDS, 16, 1);
      Rows out = random(4, 16, 2); // with nothing behind the rows that outputs name
      float[][] before = {out.row(1), out.row(3)};
      kernel.train(
          new Block(
              new int[] {5, 6},
              new Block.Windows(
                  new int[2], new int[] {2, 2}, new int[] {~0, 2, ~0, 2}, new int[] {2, 4}),
              2,
              0.5f),
          in,
          out);
      assertThat(out.row(1)).as(kernel.name()).isEqualTo(before[0]);
      assertThat(out.row(3)).as(kernel.name()).isEqualTo(before[1]);
    }
  }

  private static final WordCounts COUNTS = counts();

  private static WordCounts counts() {
    long[] counts = new long[WORDS];
    for (int word = 0; word < WORDS; word++) {
      counts[word] = 1 + 300L / (word + 1);
    }
    return WordCounts.of(counts);
  }

  /** Few words, so that contexts and noise have some of them twice. */
  private static Tokens text() {
    SplittableRandom random = new SplittableRandom(3);
    int[] tokens = new int[3000];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = random.nextInt(9) == 0 ? 0 : 3 + random.nextInt(WORDS);
    }
    return Tokens.of(tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "sg=1",
    "sg=1 negative=1 window=1",
    "sg=1 negative=11 window=3",
    "sg=1 hs=1 negative=0",
    "sg=0",
    "sg=0 cbow_mean=0 negative=15",
    "sg=0 hs=1 negative=0",
    "sg=1 vector_size=1",
    "sg=1 vector_size=16",
    "sg=0 vector_size=300"
  })
  void vectorsAndPlainLoopsAgreeUpToRounding(String options) {
    Word2VecSettings settings = settings(options + " sample=0");
    int width = settings.vectorSize();
    BlockPlanner planner = new BlockPlanner(settings, COUNTS, 1000, 1);
    Rows[][] tables = new Rows[2][];
    for (int k = 0; k < 2; k++) {
      Kernel kernel = kernels(settings, planner.widestOutput()).get(k);
      assertThat(kernel.name()).startsWith(k == 0 ? "plain" : "vector-");
      tables[k] = new Rows[] {random(WORDS, width, 4), random(WORDS, width, 5)};
      for (long number = 0; number < 3; number++) {
        kernel.train(planner.plan(text(), 0, number), tables[k][0], tables[k][1]);
      }
    }
    for (int table = 0; table < 2; table++) {
      for (int row = 0; row < WORDS; row++) {
        assertThat(tables[1][table].row(row))
            .usingComparatorWithPrecision(2e-4f)
            .containsExactly(tables[0][table].row(row));
      }
    }
  }

  @Test
  void fetchedRowsEndInTheBitsOfTheWholeTables() {
    Word2VecSettings settings = settings("sg=1 sample=0 vector_size=20");
    BlockPlanner planner = new BlockPlanner(settings, COUNTS, 25, 1);
    Kernel kernel = Kernels.create(settings, planner.widestOutput());
    Block block = planner.plan(text(), 0, 0);
    Rows in = random(WORDS, 20, 4);
    Rows out = random(WORDS, 20, 5);
    Rows someIn = some(in, block.inputRows());
    Rows someOut = some(out, block.outputRows());
    assertThat(someIn.size()).isBetween(5, WORDS - 5);

    kernel.train(block, in, out);
    kernel.train(block.within(block.inputRows(), block.outputRows()), someIn, someOut);

    assertThat(someIn.values()).isEqualTo(some(in, block.inputRows()).values());
    assertThat(someOut.values()).isEqualTo(some(out, block.outputRows()).values());
    assertThat(Arrays.equals(in.row(block.inputRows()[0]), random(WORDS, 20, 4).row(0))).isFalse();
  }

  private static Rows some(Rows rows, int[] which) {
    Rows some = Rows.zero(which.length, rows.width());
    for (int i = 0; i < which.length; i++) {
      some.write(i, rows.row(which[i]), 0);
    }
    return some;
  }

  @Test
  void tablesOfAnotherWidthAreRefused() {
    Kernel kernel = new PlainKernel(settings("vector_size=100"), 6);
    assertThatThrownBy(
            () -> kernel.train(oneWindow(2, 6, 1), Rows.zero(30, 50), Rows.zero(30, 100)))
        .hasMessage("rows of 50 and 100 floats: expected vector_size of both tables");
  }
}
