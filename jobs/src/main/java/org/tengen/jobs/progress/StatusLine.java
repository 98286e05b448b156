package org.tengen.jobs.progress;

import java.util.Locale;
import org.tengen.driver.training.TrainingProgress;

/** Progress as one line, what matters most first: a narrow terminal cuts the end. */
final class StatusLine {
  private StatusLine() {}

  static String of(TrainingProgress progress) {
    return String.format(
        Locale.ROOT,
        "%s %3.0f%% ETA %s | %,d samples, %,.0f/s | perplexity %s | idle %.0f%% | staleness %.1f",
        name(progress),
        Math.floor(done(progress) * 100),
        clock(progress.secondsLeft()),
        progress.samples(),
        progress.seconds() > 0 ? progress.samples() / progress.seconds() : 0,
        perplexity(Math.exp(progress.loss())),
        progress.idleShare() * 100,
        progress.meanStaleness());
  }

  /** The same of word vectors. */
  static String ofWords(TrainingProgress progress) {
    return String.format(
        Locale.ROOT,
        "%s %3.0f%% ETA %s | %,d words, %,.0f/s | loss %s | idle %.0f%% | staleness %.1f",
        name(progress),
        Math.floor(done(progress) * 100),
        clock(progress.secondsLeft()),
        progress.samples(),
        progress.seconds() > 0 ? progress.samples() / progress.seconds() : 0,
        Double.isNaN(progress.loss()) ? "-" : String.format(Locale.ROOT, "%.3f", progress.loss()),
        progress.idleShare() * 100,
        progress.meanStaleness());
  }

  /** The strategy, and where there are several trainings, which of them it is. */
  static String name(TrainingProgress progress) {
    return progress.runs() == 1
        ? progress.strategy()
        : progress.strategy() + " " + progress.run() + "/" + progress.runs();
  }

  private static double done(TrainingProgress progress) {
    return progress.budget() <= 0
        ? 0
        : Math.min(1.0, (double) progress.samples() / progress.budget());
  }

  private static String perplexity(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }

  /** Minutes and seconds, with hours where there are any; a begun second counts. */
  private static String clock(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "--:--";
    }
    long s = (long) Math.ceil(Math.max(0, seconds));
    String minutes = String.format(Locale.ROOT, "%02d:%02d", s / 60 % 60, s % 60);
    return s < 3600 ? minutes : s / 3600 + ":" + minutes;
  }
}
