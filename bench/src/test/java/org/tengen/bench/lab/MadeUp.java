package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.StrategyRun.CurvePoint;

/** Made-up trainings of a plan: what is set applies to all that are added behind it. */
final class MadeUp {
  private static final long SAMPLES = 1000;

  private final List<StrategyRun> runs = new ArrayList<>();
  private int workers = 16;
  private String optimiser = "sgd";
  private double idleShare;
  private long bytes = 1;
  private double seconds = 10;
  private boolean diverged;

  MadeUp workers(int number) {
    workers = number;
    return this;
  }

  MadeUp optimiser(String text) {
    optimiser = text;
    return this;
  }

  MadeUp idle(double share) {
    idleShare = share;
    return this;
  }

  MadeUp bytes(long pulledAndPushed) {
    bytes = pulledAndPushed;
    return this;
  }

  /** What the whole training takes. */
  MadeUp seconds(double whole) {
    seconds = whole;
    return this;
  }

  MadeUp diverged(boolean now) {
    diverged = now;
    return this;
  }

  /**
   * A training for each of seeds 1, 2, ..., each from perplexity 1000 down to its own, the loss
   * falling evenly.
   */
  MadeUp add(String strategy, double rate, double... perplexities) {
    for (int i = 0; i < perplexities.length; i++) {
      runs.add(run(strategy, (double) (float) rate, i + 1, perplexities[i]));
    }
    return this;
  }

  private StrategyRun run(String strategy, double rate, long seed, double perplexity) {
    double loss = Math.log(1000);
    double fall = loss - Math.log(perplexity);
    List<CurvePoint> curve =
        LongStream.rangeClosed(0, 10)
            .mapToObj(
                tenth ->
                    new CurvePoint(
                        seconds * tenth / 10,
                        SAMPLES * tenth / 10,
                        tenth,
                        null,
                        Math.exp(loss - fall * tenth / 10)))
            .toList();
    return new StrategyRun(
        strategy,
        workers,
        2,
        seed,
        SAMPLES,
        10,
        seconds,
        SAMPLES / seconds,
        idleShare,
        new StrategyRun.Staleness(workers - 1, workers, workers, List.of()),
        Map.of(StrategyRun.PERPLEXITY, perplexity),
        null,
        null,
        "",
        curve,
        List.of(),
        new StrategyRun.Traffic("float32", bytes, bytes, 0, 0, 0),
        diverged ? "diverged" : null,
        rate,
        optimiser,
        "none",
        null,
        null);
  }

  /** The result of a plan whose network has so many layers. */
  RunResult result(int layers) {
    Map<String, String> settings = Map.of("layers", "" + layers);
    return new RunResult("simulate", "tengen", "now", settings, Map.of(), null, "", runs);
  }

  Plan plan() {
    return new Plan(List.of(result(1)));
  }
}
