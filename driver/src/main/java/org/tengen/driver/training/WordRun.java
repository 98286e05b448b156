package org.tengen.driver.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.text.Skipped;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Attended;
import org.tengen.driver.launch.Slots;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.metrics.TengenPlugin;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;

/**
 * A training of word vectors in a run folder, from the corpus to vectors, vocabulary and report. A
 * folder that holds checkpoints is gone on from.
 */
public final class WordRun {
  private final JavaSparkContext spark;
  private final RunFolder folder;
  private final Control control;
  private final SkippedRecords skipped;

  /**
   * A run in {@code folder}.
   *
   * @param skipped receives the records that were left out, if any were
   */
  public WordRun(
      JavaSparkContext spark, RunFolder folder, Control control, Consumer<Skipped> skipped) {
    this.spark = spark;
    this.folder = folder;
    this.control = control.and(TengenPlugin.feed());
    this.skipped = new SkippedRecords(control, skipped);
  }

  /**
   * Trains.
   *
   * @param blank what the result says beside the figures
   * @throws org.tengen.driver.StoppedResumable when it was asked to stop, after a checkpoint
   * @throws org.tengen.driver.TrainingDiverged when its loss is no number any more
   */
  public RunResult run(WordSettings settings, RunResult blank) throws InterruptedException {
    WordData data = read(settings);
    boolean local = SparkStart.isLocal(spark.getConf());
    boolean alone = settings.alone(local) && AloneWords.fits(settings, data);
    requireSameWay(alone);
    requireMemory(settings, data, local, alone);
    PicturedWords pictured =
        new PicturedWords(settings.keeping().picture(), data.corpus().vocabulary());
    WordResults results = new WordResults(folder, data.corpus().vocabulary(), pictured);
    results.writeVocabulary();
    WordTrained trained = trained(settings, data, results, alone);
    Map<String, String> versions = new LinkedHashMap<>(blank.versions());
    versions.putAll(SkippedRecords.in(trained.facts(), data.corpus().skipped()));
    RunResult result =
        new RunResult(
                blank.job(),
                blank.command(),
                blank.startedAt(),
                blank.settings(),
                versions,
                null,
                "",
                List.of(trained.figures(settings, pictured.picture())))
            .withPicturedFirstSteps();
    Report.files(result).forEach(folder::write);
    folder.write(ResultJson.FILE, ResultJson.write(result));
    return result;
  }

  private WordTrained trained(
      WordSettings settings, WordData data, WordResults results, boolean alone)
      throws InterruptedException {
    if (!alone) {
      return new ServedWords(spark, settings, data, folder, control).train(results);
    }
    control.notice("one worker in this JVM: it trains on the tables themselves, without a server");
    try {
      return new AloneWords(settings, data, folder, control).train(results);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkpoints of one way to train are none of the other's. */
  private void requireSameWay(boolean alone) {
    String other = alone ? ServedWords.CHECKPOINTS : AloneWords.CHECKPOINTS;
    try {
      if (!folder.store().list(other).isEmpty()) {
        throw new WrongSetting(
            "resume=%s: was begun by %s; go on with it where it was begun, with the same --master and --placement"
                .formatted(
                    folder.place(),
                    alone
                        ? "a worker with a parameter server"
                        : "one worker in one JVM, without a server"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireMemory(WordSettings settings, WordData data, boolean local, boolean alone) {
    SparkConf conf = spark.getConf();
    new WordFootprint(settings, data.words().size())
        .requireDriver(Room.ofDriver(conf), local, alone);
  }

  /** Reads the corpus, when there are slots to do it in. */
  private WordData read(WordSettings settings) throws InterruptedException {
    Duration deadline = settings.wire().startDeadline();
    RunTokenizer tokenizers = new RunTokenizer(folder, spark.hadoopConfiguration());
    WordData data =
        new Attended(
                spark,
                "reading corpus " + settings.text().corpus(),
                deadline,
                control::stopRequested)
            .run(
                () -> {
                  Slots.await(spark.sc(), settings.lanes().workers(), deadline);
                  return WordData.prepare(spark, settings, tokenizers);
                });
    skipped.tell("corpus=" + settings.text().corpus(), data.corpus().skipped());
    return data;
  }
}
