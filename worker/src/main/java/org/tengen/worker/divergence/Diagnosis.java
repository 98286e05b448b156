package org.tengen.worker.divergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.strategy.Strategy;

/**
 * What a diverged training was, in one line: strategy, staleness, rate, and what to try.
 *
 * @param rate the learning rate that the schedule starts from
 * @param clipping of the workers' gradients
 * @param meanStaleness of the applied pushes, in updates
 * @param p99Staleness at most which 99 % of the pushes had
 * @param canLower whether it could go on at a lower rate by itself, and was not told to
 */
public record Diagnosis(
    Strategy strategy,
    double rate,
    Clipping clipping,
    double meanStaleness,
    long p99Staleness,
    boolean canLower) {
  /** A mean loss above it is e to so much that its perplexity says no more than the loss. */
  private static final double SPEAKING = 20;

  /** Staleness of which it is fair to say that it may be the cause. */
  private static final double STALE = 0.5;

  /** The line, without a full stop. */
  public String of(Divergence divergence) {
    return "%s diverged after %d samples: %s, at rate %s and a mean staleness of %s updates (99 %% of pushes at most %d); try %s"
        .formatted(
            strategy,
            divergence.samples(),
            loss(divergence),
            number(rate),
            number(meanStaleness),
            p99Staleness,
            String.join(", or ", remedies()));
  }

  private static String loss(Divergence divergence) {
    if (!Double.isFinite(divergence.loss())) {
      return "its loss is no finite number";
    }
    String best = number(divergence.best());
    return "its mean loss is %s (perplexity %s), where %s"
        .formatted(
            number(divergence.loss()),
            divergence.loss() < SPEAKING ? number(Math.exp(divergence.loss())) : "over 10^8",
            divergence.bestSamples() == 0
                ? "guessing evenly has " + best
                : "it was " + best + " at " + divergence.bestSamples() + " samples");
  }

  private List<String> remedies() {
    List<String> remedies = new ArrayList<>();
    boolean stale = meanStaleness >= STALE;
    boolean gradients = !strategy.sent().fromOwnWeights();
    if (stale && gradients && strategy.correction() instanceof Correction.None) {
      String name = strategy.name();
      remedies.add("--strategy " + name + (name.equals("asp") ? ":lr/tau" : "+lr/tau"));
    }
    if (stale) {
      remedies.add("--strategy bsp");
    }
    remedies.add("--rate " + number(rate / 2));
    if (clipping instanceof Clipping.None) {
      remedies.add("--clip norm:5");
    }
    if (canLower) {
      remedies.add("--on-divergence lower");
    }
    return remedies;
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3g", value);
    return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
