package org.tengen.driver.training;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.WordFigures;
import org.tengen.web.report.WordPicture;

/**
 * What a training of word vectors came to.
 *
 * @param whole the statistics of all sessions, a word being a sample
 * @param sha256 of the vectors as raw little-endian float32
 * @param losses how the loss went
 */
record WordTrained(Statistics whole, double seconds, String sha256, List<WordFigures.Loss> losses) {

  /** What the workers said of themselves. */
  Map<String, String> facts() {
    return WorkerFacts.distinct(whole.lanes());
  }

  /**
   * The figures.
   *
   * @param picture of chosen words; null for none
   */
  StrategyRun figures(WordSettings settings, @Nullable WordPicture picture) {
    Traffic traffic = whole.totals().traffic();
    return new StrategyRun(
        settings.lanes().strategy().name(),
        settings.lanes().workers(),
        settings.lanes().shards(),
        settings.seed(),
        whole.samples(),
        whole.updates(),
        seconds,
        whole.samples() / seconds,
        whole.totals().idleShare(),
        new StrategyRun.Staleness(
            whole.staleness().mean(),
            whole.staleness().p99(),
            whole.staleness().max(),
            whole.staleness().counts()),
        Map.of(),
        null,
        null,
        sha256,
        List.of(),
        TrainingFigures.lanes(whole),
        new StrategyRun.Traffic(
            "float32",
            traffic.pushed(),
            traffic.pushedRaw(),
            traffic.pulled(),
            traffic.pulledRaw(),
            0),
        null,
        settings.model().alpha(),
        null,
        settings.lanes().straggler().toString(),
        TrainingFigures.firstSteps(whole),
        null,
        new WordFigures(losses, picture));
  }
}
