package org.tengen.driver.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun;

/**
 * What a training of word vectors came to.
 *
 * @param whole the statistics of all sessions, a word being a sample
 * @param sha256 of the vectors as raw little-endian float32
 * @param facts what is to be known beside figures
 */
record WordTrained(Statistics whole, double seconds, String sha256, Map<String, String> facts) {

  /** The same with what the workers said of themselves. */
  static WordTrained of(Statistics whole, double seconds, String sha256, Map<String, String> more) {
    Map<String, String> facts = new LinkedHashMap<>(WorkerFacts.distinct(whole.lanes()));
    facts.putAll(more);
    return new WordTrained(whole, seconds, sha256, facts);
  }

  /** The figures. */
  StrategyRun figures(WordSettings settings) {
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
        null);
  }
}
