package org.tengen.worker.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.corpus.partition.Tokens;
import org.tengen.models.word2vec.LocalTraining;
import org.tengen.models.word2vec.Rows;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.ps.protocol.StepTotals;

/** Lanes of threads against a real server of row tables in this JVM. */
@Timeout(120)
class WordLoopTest {
  @TempDir private java.nio.file.Path folder;

  private WordRuns runs(String strategy, int lanes, int shards, String... options) {
    return new WordRuns(folder, strategy, lanes, shards, options);
  }

  /**
   * Where lanes race, what they come to hangs on who is first, and the less the fewer changes of
   * one row are under way at once, which add up. With 20 words in blocks of 60 tokens eight lanes
   * may overshoot to no numbers at all; with 200 they come to a mean of 0.88 whatever else the
   * machine does, with a standard deviation of 0.002.
   */
  private WordRuns calm(String strategy, int lanes) {
    return runs(strategy, lanes, 2, "sg", "1", "words", "200", "block", "60", "alpha", "0.025");
  }

  @ParameterizedTest
  @CsvSource({"sg, 1", "sg, 0", "hs, 1"})
  void oneLaneComesToWhatTrainingOnTheTablesThemselvesComesTo(String option, String value)
      throws Exception {
    String[] options =
        option.equals("hs")
            ? new String[] {"hs", "1", "negative", "0"}
            : new String[] {option, value};
    WordRuns run = runs("asp", 1, 2, options);
    float[] served = run.train();

    WordTraining training = run.training();
    Rows inputs = WordTables.initial(training.rows().tables(), WordTables.INPUTS, WordRuns.SEED);
    Rows outputs = WordTables.initial(training.rows().tables(), WordTables.OUTPUTS, WordRuns.SEED);
    float[] first = WordRuns.flat(inputs);
    new LocalTraining(training.settings(), training.planner(), inputs, outputs)
        .train(List.of(run.text(0)));
    float[] local = WordRuns.flat(inputs);

    // a row that was fetched and added to is rounded once more each time
    assertThat(served).usingComparatorWithPrecision(2e-4f).containsExactly(local);
    assertThat(WordRuns.distance(local, first))
        .isGreaterThan(100 * WordRuns.distance(served, local));
  }

  @Test
  void fetchingAheadChangesNoBitWhereThereIsOneLane() throws Exception {
    WordRuns ahead = runs("asp", 1, 2, "sg", "1");
    WordRuns inTurn = runs("ssp:0", 1, 2, "sg", "1");
    assertThat(ahead.training().fetchesAhead()).isTrue();
    assertThat(inTurn.training().fetchesAhead()).isFalse();
    assertThat(ahead.train()).isEqualTo(inTurn.train());
    assertThat(ahead.staleness().max()).isZero();
  }

  @Test
  void behindABarrierTheBitsHangNeitherOnShardsNorOnWhoIsFirst() throws Exception {
    float[] one = runs("bsp", 3, 1, "sg", "1").train();
    assertThat(runs("bsp", 3, 4, "sg", "1").train()).isEqualTo(one);
    assertThat(runs("bsp", 3, 1, "sg", "1", "straggler", "1:3x").train()).isEqualTo(one);
    assertThat(runs("bsp", 2, 1, "sg", "1").train()).isNotEqualTo(one);
  }

  @Test
  void behindABarrierAllLanesChangesAreAdded() throws Exception {
    // two lanes with the same text and blocks: each pushes what one alone would, or nearly
    WordRuns two = runs("bsp", 2, 1, "sg", "1", "epochs", "1").withOneBlockOfTheSameText();
    WordRuns one = runs("bsp", 1, 1, "sg", "1", "epochs", "1").withOneBlockOfTheSameText();
    double both = WordRuns.length(two.trainOutputs());
    double alone = WordRuns.length(one.trainOutputs());
    assertThat(both / alone).isBetween(1.6, 2.4);
  }

  @ParameterizedTest
  @CsvSource({"bsp", "asp"})
  void aLaneThatIsLostIsTakenOverByAnother(String strategy) throws Exception {
    float[] unharmed = calm(strategy, 2).train();
    WordRuns harmed = calm(strategy, 2);
    float[] vectors = harmed.trainWithALossAfter(1, 3);
    assertThat(harmed.incarnation(1)).isEqualTo(2);
    if (strategy.equals("bsp")) {
      assertThat(vectors).isEqualTo(unharmed);
    }
    assertThat(harmed.topics(vectors)).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @CsvSource({"bsp, 4", "ssp:2, 4", "asp, 1", "asp, 4", "asp, 8"})
  void wordsOfOneTopicEndNearerToEachOtherHoweverManyLanes(String strategy, int lanes)
      throws Exception {
    WordRuns run = calm(strategy, lanes);
    assertThat(run.topics(run.train())).isGreaterThan(0.8);
  }

  @Test
  void totalsCountWordsLossAndBytes() throws Exception {
    WordRuns run = runs("asp", 1, 2, "sg", "1", "epochs", "2");
    run.train();
    StepTotals totals = run.totals(0);
    assertThat(totals.samples()).isEqualTo(2 * run.words(0));
    assertThat(totals.iterations()).isEqualTo(run.training().rows().pushes());
    // five noise words and the word itself: ln 2 each before anything is learned
    assertThat(totals.meanLoss()).isBetween(1.5, 6 * Math.log(2));
    assertThat(totals.traffic().pulled()).isGreaterThan(0);
    assertThat(totals.traffic().pushed()).isBetween(1L, totals.traffic().pulled());
    assertThat(totals.computingNs()).isPositive();
    assertThat(totals.opening().pieces()).isNotEmpty();
  }

  @Test
  void theRateFallsWithTheProgressOfAllLanes() {
    WordTraining training = runs("asp", 4, 1).training();
    long pushes = training.rows().pushes();
    assertThat(training.progress(0)).isZero();
    assertThat(training.progress(pushes / 2)).isEqualTo(0.5);
    WordTraining barrier = runs("bsp", 4, 1).training();
    assertThat(barrier.progress(pushes / 8)).isEqualTo(0.5);
  }

  @Test
  void aTextThatCannotBeReadEndsTheLaneWhichIsNamed() {
    WordRuns run = runs("asp", 1, 1, "epochs", "2");
    Tokens broken = Tokens.of(3, 4, 999, 0);
    assertThatThrownBy(() -> run.lane(0, broken)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void tablesHaveARowForEachWordWithFirstValuesOfTheSeed() {
    Word2VecSettings settings = Word2VecSettings.of(Map.of("vector_size", "4"));
    Rows inputs = WordTables.initial(WordTables.of(settings, 7, 2), WordTables.INPUTS, 1);
    assertThat(inputs.size()).isEqualTo(7);
    assertThat(inputs.row(3)).isNotEqualTo(inputs.row(4));
    for (float each : inputs.row(3)) {
      assertThat(each).isBetween(-0.25f, 0.25f).isNotZero();
    }
    Rows outputs = WordTables.initial(WordTables.of(settings, 7, 2), WordTables.OUTPUTS, 1);
    assertThat(outputs.row(3)).containsOnly(0);
  }
}
