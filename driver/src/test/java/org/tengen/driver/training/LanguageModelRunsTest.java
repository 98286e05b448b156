package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.network.LanguageModel;
import org.tengen.driver.network.MiddleWord;
import org.tengen.driver.network.TextNetwork;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.RecurrentLayers;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;

/** Language models, in chunks and from both sides, through the server and back. */
final class LanguageModelRunsTest {
  /** Four words of a circle of eight, from any: ln 8 nats for four words and an end. */
  private static final double PATTERN = Math.exp(Math.log(8) / 5);

  @TempDir private static Path folder;

  private static SmallRuns runs;
  private static Path pattern = Path.of("unset");

  @BeforeAll
  static void start() throws IOException {
    runs = new SmallRuns(4, folder);
    pattern = Files.write(folder.resolve("pattern.txt"), circles());
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  private static List<String> circles() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      int from = random.nextInt(8);
      lines.add("w%d w%d w%d w%d".formatted(from, (from + 1) % 8, (from + 2) % 8, (from + 3) % 8));
    }
    return lines;
  }

  private static LanguageModel model(Cell cell, boolean tied, double dropout) {
    return new LanguageModel(
        new RecurrentLayers(cell, 16, 16, 2, false, true, dropout), tied, 0, 8, 1);
  }

  private static TrainingSettings settings(String strategy, int shards, boolean tcp) {
    return SmallRuns.with(model(Cell.LSTM, true, 0.1), runs.settings(strategy, shards, tcp));
  }

  private static TrainingSettings onThePattern(TextNetwork network) {
    TrainingSettings small = runs.settings("bsp", 2, false);
    return new TrainingSettings(
        new TrainingSettings.Text(pattern.toString(), "words", 1, 1_000, 0.1),
        network,
        small.lanes(),
        new TrainingSettings.Learning(
            OptimiserSettings.parse("adam"),
            0.02f,
            "cosine:0",
            false,
            new Clipping.ByNorm(1),
            32,
            51_200,
            0),
        small.watching(),
        small.wire(),
        1);
  }

  private static double perplexity(StrategyRun run) {
    return run.validation().getOrDefault("perplexity", Double.NaN);
  }

  @ParameterizedTest
  @CsvSource({"bsp, 200", "local:4, 50"})
  void endsInTheSameBitsWithOneShardOrThreeByDirectCallsOrTcp(String strategy, long updates)
      throws InterruptedException {
    String name = "lm-" + updates;
    StrategyRun direct = runs.train(name + "-one", settings(strategy, 1, false));
    StrategyRun tcp = runs.train(name + "-three", settings(strategy, 3, true));

    assertThat(tcp.weightsSha256()).isEqualTo(direct.weightsSha256());
    assertThat(direct.samples()).isEqualTo(6_400);
    assertThat(direct.updates()).isEqualTo(updates);
  }

  @Test
  void goesOnFromWhereItWasStoppedAndEndsInTheSameBits() throws InterruptedException {
    StrategyRun unharmed = runs.train("lm-unharmed", settings("bsp", 2, false));
    RunFolder out = runs.fresh("lm-stopped");
    TrainingSettings slow = SmallRuns.slowed(settings("bsp", 2, false));

    assertThatThrownBy(() -> runs.run(out, SmallRuns.stoppedAt(1, 1_280), slow))
        .isInstanceOf(StoppedResumable.class);
    StrategyRun resumed = runs.run(out, SmallRuns.QUIET, settings("bsp", 2, false)).runs().get(0);

    assertThat(resumed.weightsSha256()).isEqualTo(unharmed.weightsSha256());
    assertThat(resumed.curve()).isNotEmpty();
  }

  @Test
  void whatIsCarriedDecidesBits() throws InterruptedException {
    LanguageModel carrying = model(Cell.LSTM, true, 0.1);
    LanguageModel forgetting = new LanguageModel(carrying.layers(), true, 0, carrying.chunk(), 0);

    StrategyRun one = runs.train("lm-carries", settings("bsp", 1, false));
    StrategyRun other =
        runs.train("lm-forgets", SmallRuns.with(forgetting, runs.settings("bsp", 1, false)));

    assertThat(one.weightsSha256()).isNotEqualTo(other.weightsSha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp:backup=1", "ssp:1", "asp:dc", "softsync:1", "easgd:4"})
  void learnsUnderEveryStrategy(String strategy) throws InterruptedException {
    String name = "lm-" + strategy.replaceAll("[^a-z0-9]", "-");
    RunResult result = runs.run(runs.fresh(name), SmallRuns.QUIET, settings(strategy, 2, false));

    double unigram = result.unigramPerplexity() == null ? 0 : result.unigramPerplexity();
    assertThat(perplexity(result.runs().get(0))).isLessThan(unigram / 2);
  }

  @ParameterizedTest
  @CsvSource({"LSTM, 0", "GRU, 0", "SIMPLE_RNN, 0", "LSTM_PEEPHOLE, 0", "LSTM, 4"})
  void learnsAPatternDownToNearItsEntropy(Cell cell, int sampled) throws InterruptedException {
    LanguageModel network =
        new LanguageModel(new RecurrentLayers(cell, 16, 24, 1, 0), false, sampled, 8, 1);

    StrategyRun run = runs.train("pattern-" + cell.label() + "-" + sampled, onThePattern(network));

    assertThat(perplexity(run)).isCloseTo(PATTERN, within(0.1 * PATTERN));
    assertThat(perplexity(run)).isGreaterThan(0.97 * PATTERN);
  }

  @Test
  void fromBothSidesThePatternHasNoSecretButWhereNothingTellsIt() throws InterruptedException {
    MiddleWord network =
        new MiddleWord(new RecurrentLayers(Cell.GRU, 16, 24, 1, true, false, 0), 4);

    StrategyRun run = runs.train("middle", onThePattern(network));

    assertThat(perplexity(run)).isBetween(1.0, 1.1);
  }

  @Test
  void saysWhatItsPerplexityIsOf() throws InterruptedException {
    RunResult result = runs.run(runs.fresh("lm-says"), SmallRuns.QUIET, settings("asp", 1, false));

    assertThat(result.versions().get(TextData.PERPLEXITY))
        .isEqualTo(
            "of every word and every end of a sentence of the validation split, given all words"
                + " before it, the validation split read in 16 pieces, where words outside the"
                + " vocabulary (0%) are all one word");
  }

  @Test
  void refusesToDrawMoreWordsThanThereAre() {
    LanguageModel network =
        new LanguageModel(new RecurrentLayers(Cell.GRU, 8, 8, 1, 0), false, 500, 8, 1);

    assertThatThrownBy(() -> runs.train("too-many", onThePattern(network)))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "softmax=sampled:500: the text has 11 words; expected softmax=full, or fewer to draw");
  }

  @Test
  void whatIsLeftGoesOnWithATextAndTheSeedDecidesHow() throws InterruptedException {
    TrainingSettings settings =
        onThePattern(
            new LanguageModel(new RecurrentLayers(Cell.LSTM, 16, 24, 1, 0), false, 0, 8, 1));
    RunFolder out = runs.fresh("lm-writes");
    runs.run(out, SmallRuns.QUIET, settings);
    TextWriter writer = TextWriter.open(out, settings);

    String text = writer.goOn("w6", 3, 0, 1);

    assertThat(text).isEqualTo("w6 w7 w0 w1");
    assertThat(writer.goOn("", 40, 1, 7)).isEqualTo(writer.goOn("", 40, 1, 7));
    assertThat(writer.goOn("", 40, 1, 7)).isNotEqualTo(writer.goOn("", 40, 1, 8));
    assertThat(writer.goOn("", 40, 1, 7).split("\\s+")).hasSize(40);
    assertThat(writer.unknown("w1 nobody w2")).containsExactly("nobody");
  }

  @Test
  void aNetworkThatReadsBothSidesGoesOnWithNothing() throws InterruptedException {
    TrainingSettings settings =
        SmallRuns.with(
            new MiddleWord(new RecurrentLayers(Cell.GRU, 8, 8, 1, true, false, 0), 2),
            runs.settings("asp", 1, false));
    RunFolder out = runs.fresh("middle-writes");
    runs.run(out, SmallRuns.QUIET, settings);

    assertThatThrownBy(() -> TextWriter.open(out, settings).goOn("w1", 3, 1, 1))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("bidirectional=on: ");
  }

  @Test
  void refusesAFolderWithoutANetwork() {
    RunFolder empty = runs.fresh("empty");

    assertThatThrownBy(() -> TextWriter.open(empty, settings("bsp", 1, false)))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "RUN="
                + empty.place()
                + ": has no vocabulary.txt; expected the folder of a training on text that has"
                + " ended");
  }
}
