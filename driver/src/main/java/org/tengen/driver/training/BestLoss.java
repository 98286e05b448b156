package org.tengen.driver.training;

import java.util.Map;
import org.tengen.worker.divergence.LossWatch;

/** The best loss of a training so far, as facts of its checkpoints. */
final class BestLoss {
  private static final String LOSS = "best-loss";
  private static final String SAMPLES = "best-samples";
  private static final String SOUND = "sound-samples";

  private BestLoss() {}

  static Map<String, String> facts(LossWatch.Best best) {
    return Map.of(
        LOSS, Double.toString(best.loss()),
        SAMPLES, Long.toString(best.samples()),
        SOUND, Long.toString(best.sound()));
  }

  /** What a checkpoint says; where it says nothing, that of guessing. */
  static LossWatch.Best of(Map<String, String> facts, LossWatch.Best guessing) {
    String loss = facts.get(LOSS);
    return loss == null
        ? guessing
        : new LossWatch.Best(
            Double.parseDouble(loss),
            Long.parseLong(facts.getOrDefault(SAMPLES, "0")),
            Long.parseLong(facts.getOrDefault(SOUND, "0")));
  }
}
