package org.tengen.jobs.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.training.TrainingProgress;

/**
 * Prints progress as it comes, no more often than a person reads them.
 *
 * <p>Used by one thread at a time.
 */
public final class ProgressPrinter implements TrainingProgress.Listener {
  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration IN_LOG = Duration.ofSeconds(10);

  private final PrintStream out;
  private final boolean rewrites;
  private final int columns;
  private final LongSupplier nanoTime;
  private final long everyNs;
  private final Function<TrainingProgress, String> line;
  private long lastNs;
  private int shown;
  private @Nullable String training;

  /**
   * A printer that has printed nothing yet.
   *
   * @param rewrites whether {@code out} is a terminal, on which a line is rewritten in place
   * @param columns the terminal's width; a longer line is cut there
   * @param nanoTime a clock, as {@link System#nanoTime}
   */
  public ProgressPrinter(PrintStream out, boolean rewrites, int columns, LongSupplier nanoTime) {
    this(out, rewrites, columns, nanoTime, StatusLine::of);
  }

  /** The same for word vectors, of which a word is a sample. */
  public static ProgressPrinter ofWords(
      PrintStream out, boolean rewrites, int columns, LongSupplier nanoTime) {
    return new ProgressPrinter(out, rewrites, columns, nanoTime, StatusLine::ofWords);
  }

  private ProgressPrinter(
      PrintStream out,
      boolean rewrites,
      int columns,
      LongSupplier nanoTime,
      Function<TrainingProgress, String> line) {
    this.line = line;
    this.out = out;
    this.rewrites = rewrites;
    this.columns = columns;
    this.nanoTime = nanoTime;
    this.everyNs = (rewrites ? ON_TERMINAL : IN_LOG).toNanos();
  }

  /** Prints the progress if it is time: always a training's first one. */
  @Override
  public void onProgress(TrainingProgress progress) {
    String name = StatusLine.name(progress);
    long now = nanoTime.getAsLong();
    boolean first = !name.equals(training);
    if (!first && now - lastNs < everyNs) {
      return;
    }
    lastNs = now;
    if (first) {
      clear();
      training = name;
    }
    print(line.apply(progress));
  }

  /** Takes the line from the terminal, so that something else can be printed there. */
  public void clear() {
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown) + "\r");
      out.flush();
      shown = 0;
    }
  }

  private void print(String line) {
    if (!rewrites) {
      out.println(line);
      return;
    }
    String cut = line.substring(0, Math.min(line.length(), Math.max(1, columns - 1)));
    out.print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
    out.flush();
    shown = cut.length();
  }
}
