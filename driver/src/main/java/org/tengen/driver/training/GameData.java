package org.tengen.driver.training;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextSource;
import org.tengen.driver.games.DealtGames;
import org.tengen.driver.games.GameReading;
import org.tengen.driver.launch.Launch;
import org.tengen.driver.network.BoardNetwork;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.models.Engine;
import org.tengen.models.metric.Metric;
import org.tengen.models.policyvalue.PolicyValueFit;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.divergence.LossWatch;
import org.tengen.worker.games.GameFit;
import org.tengen.worker.games.LaneGames;
import scala.Tuple2;

/** Games ready for training, and the policy-value network that learns from them. */
record GameData(GameSubject subject, DealtGames games, BoardNetwork network)
    implements TrainingData {

  /** Reads the records that {@code subject} names. */
  static GameData prepare(JavaSparkContext spark, TrainingSettings settings, GameSubject subject) {
    BoardNetwork network = subject.network(settings.seed());
    GameSubject.Reading reading = subject.reading();
    TextSource source = EncodedCorpus.source(subject.records(), spark.hadoopConfiguration());
    Split split = new Split(settings.seed(), reading.validationShare(), settings.lanes().workers());
    DealtGames games =
        DealtGames.of(spark, source, GameReading.of(network.size(), reading.onBad()), split);
    return new GameData(subject, games, network);
  }

  @Override
  public long trainingSamples() {
    return games.trainingPositions();
  }

  /** All moves as likely, and every game as open as the next. */
  @Override
  public LossWatch.Best guessing() {
    return new LossWatch.Best(Math.log(network.settings().input().moves()) + 1, 0, 0);
  }

  @Override
  public Evaluation<?> evaluation() {
    GameFit fit = new GameFit(validation(), network.input());
    return new Evaluation<PolicyValueReplica>(
        network.replica(Engine.load()), replica -> measured(fit.of(replica)));
  }

  private LaneGames validation() {
    return new LaneGames(new TokenStream(games.validation()), network.size());
  }

  private static Measured measured(PolicyValueFit fit) {
    Map<Metric, Double> figures = new LinkedHashMap<>();
    figures.put(Metric.POLICY_ACCURACY, fit.accuracy());
    figures.put(Metric.POLICY_LOSS, fit.meanPolicyLoss());
    figures.put(Metric.VALUE_ERROR, fit.meanValueError());
    return new Measured(fit.meanPolicyLoss() + fit.meanValueError(), figures);
  }

  @Override
  public Launch<?> launch(
      JavaSparkContext spark, Launch.Settings settings, int batch, TrainingLoop.Settings loop) {
    JavaRDD<Tuple2<Long, int[]>> partitions = games.partitions().map(record -> record);
    return new Launch<>(spark, settings, partitions, new GameProgram(network, batch, loop));
  }

  @Override
  public Skipped skipped() {
    return games.skipped();
  }

  @Override
  public @Nullable Double unigramPerplexity() {
    return null;
  }

  @Override
  public Map<String, String> facts(Map<String, String> workers) {
    Map<String, String> facts = new LinkedHashMap<>(workers);
    LaneGames held = validation();
    facts.put(
        TextData.PERPLEXITY,
        String.format(
            Locale.ROOT,
            "of %,d positions of %,d games that nobody trained on: e to the mean of the policy's"
                + " cross-entropy and the value's squared error together",
            held.positions(),
            held.games()));
    return facts;
  }

  @Override
  public void begin(RunFolder own) {}

  /** Writes the network, unless its training has diverged. */
  @Override
  public void end(RunFolder own, StrategyRun figures, RunResult blank) {
    if (!figures.diverged()) {
      new BoardModel(own, network.settings(), subject.reading().rules()).write(figures, blank);
    }
  }
}
