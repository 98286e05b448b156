package org.tengen.web.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Metric;
import org.tengen.web.live.LiveCounts;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.live.LiveFigures;
import org.tengen.web.live.LiveTraining;

/**
 * Writes one training's event files: its figures by their metrics' names, at most a thousand times,
 * each evaluation, and a hundred times how stale pushes were. The step is the number of samples, so
 * that strategies lie above each other. A training that goes on from a checkpoint goes on in a new
 * file, which says what in the files before it is void.
 *
 * <p>What cannot be written is said once, and nothing more is written: a training does not end for
 * that. Thread-safe; a call returns when what it writes is on its way to the disk.
 */
public final class EventFeed implements LiveFeed, Closeable {
  private static final int POINTS = 1000;
  private static final int HISTOGRAMS = 100;

  private final Folder folder;
  private final DoubleSupplier clockS;
  private final Consumer<String> notices;

  private @Nullable EventFile file;
  private boolean failed;
  private boolean virtual;
  private boolean perplexity;
  private double budget;

  /** Samples of the last evaluation that files of before have. */
  private long evaluatedTo;

  /** Samples when figures, and when a distribution, were written last. */
  private long written;

  private long drawn;

  /** What the figures since then are counted from; null before the first look. */
  private @Nullable LiveCounts from;

  /** The newest look, where it is not written; else null. */
  private @Nullable LiveCounts pending;

  /** Where a training's event files are. */
  public interface Folder {
    /** How many there are. */
    int files() throws IOException;

    /** A new file, whose flush puts what was written on its way to the disk. */
    OutputStream create(String name) throws IOException;
  }

  /** Something that may fail. */
  private interface Writing {
    void write() throws IOException;
  }

  /**
   * For one training.
   *
   * @param clockS seconds since 1970; not asked where time is virtual
   * @param notices receives the line that says why nothing is written any more
   */
  public EventFeed(Folder folder, DoubleSupplier clockS, Consumer<String> notices) {
    this.folder = folder;
    this.clockS = clockS;
    this.notices = notices;
  }

  @Override
  public synchronized void begins(LiveTraining training) {
    attempt(
        () -> {
          end();
          virtual = training.virtual();
          perplexity = training.perplexity();
          budget = training.budget();
          int earlier = folder.files();
          written = training.from();
          drawn = training.from();
          evaluatedTo = earlier == 0 ? 0 : training.from();
          EventFile next = new EventFile(folder.create(name(earlier)), wallS(0));
          file = next;
          if (earlier > 0) {
            next.restart(wallS(0), training.from() + 1);
          }
        });
  }

  /** Files are read in the order of their names. */
  static String name(int number) {
    return String.format(Locale.ROOT, "events.out.tfevents.%010d.tengen", number);
  }

  @Override
  public synchronized void looks(Supplier<LiveCounts> counts) {
    EventFile open = file;
    if (open != null) {
      attempt(() -> look(open, counts.get()));
    }
  }

  private void look(EventFile open, LiveCounts counts) throws IOException {
    if (from == null) {
      from = counts;
    }
    pending = counts.samples() > written ? counts : null;
    if (share(counts.samples(), POINTS) > share(written, POINTS)) {
      writePending(open);
    }
  }

  private void writePending(EventFile open) throws IOException {
    LiveCounts now = pending;
    if (now == null) {
      return;
    }
    double wallS = wallS(now.seconds());
    open.scalars(wallS, now.samples(), LiveFigures.of(perplexity, from, now));
    written = now.samples();
    from = now;
    pending = null;
    boolean due = share(written, HISTOGRAMS) > share(drawn, HISTOGRAMS);
    if (due && now.staleness().pushes() > 0) {
      open.histogram(wallS, written, Metric.STALENESS_HISTOGRAM, now.staleness().counts());
      drawn = written;
    }
  }

  /** Which part of the budget so many samples end in. */
  private double share(long samples, int parts) {
    return Math.floor(samples * parts / budget);
  }

  @Override
  public synchronized void evaluated(LiveTraining.Evaluated evaluated) {
    EventFile open = file;
    if (open != null && evaluated.samples() > evaluatedTo) {
      attempt(
          () -> open.scalars(wallS(evaluated.seconds()), evaluated.samples(), evaluated.metrics()));
    }
  }

  @Override
  public void notice(String line) {}

  @Override
  public synchronized void trained() {
    attempt(this::end);
  }

  @Override
  public synchronized void close() {
    attempt(this::end);
  }

  private void end() throws IOException {
    EventFile open = file;
    if (open != null) {
      writePending(open);
      file = null;
      from = null;
      open.close();
    }
  }

  private double wallS(double trainingS) {
    return virtual ? trainingS : clockS.getAsDouble();
  }

  private void attempt(Writing writing) {
    if (failed) {
      return;
    }
    try {
      writing.write();
    } catch (IOException | RuntimeException e) {
      failed = true;
      EventFile open = file;
      file = null;
      notices.accept(
          "tensorboard: event files cannot be written any more, and the training goes on without: "
              + e);
      discard(open);
    }
  }

  /** Why it cannot be written was said. */
  private static void discard(@Nullable EventFile open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException | RuntimeException e) {
      // what is wrong with it has been said
    }
  }
}
