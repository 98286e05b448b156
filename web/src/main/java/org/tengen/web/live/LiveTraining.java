package org.tengen.web.live;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import org.tengen.models.metric.Metric;

/**
 * One training of a run, as it is set.
 *
 * @param strategy as set, e.g. {@code ssp:3}
 * @param run which training of the run it is, from 1
 * @param runs how many there are
 * @param budget samples in all
 * @param from samples that were applied when it began: more than none where it goes on from a
 *     checkpoint
 * @param lanes workers
 * @param codec as set, e.g. {@code topk:0.001}
 * @param virtual whether its seconds are a simulation's
 * @param perplexity whether e to the mean loss of a sample is a perplexity; it is none of word
 *     vectors, whose loss is that of telling a word from noise
 */
public record LiveTraining(
    String strategy,
    int run,
    int runs,
    long budget,
    long from,
    int lanes,
    int shards,
    String codec,
    boolean virtual,
    boolean perplexity) {
  public LiveTraining {
    requireNonNull(strategy, "strategy");
    requireNonNull(codec, "codec");
  }

  /**
   * An evaluation on the validation split.
   *
   * @param seconds of training, when the weights were cut
   * @param samples applied by then
   * @param figures what else was measured; of most networks nothing
   */
  public record Evaluated(
      double seconds, long samples, long updates, double perplexity, Map<Metric, Double> figures) {
    /** With nothing else that was measured. */
    public Evaluated(double seconds, long samples, long updates, double perplexity) {
      this(seconds, samples, updates, perplexity, Map.of());
    }

    /** All that was measured. */
    public Map<Metric, Double> metrics() {
      Map<Metric, Double> all = new EnumMap<>(Metric.class);
      all.put(Metric.VALIDATION_PERPLEXITY, perplexity);
      all.putAll(figures);
      return all;
    }
  }
}
