package org.tengen.driver.launch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A launch whose tasks are on their way, or at work: follows it to its end. Used by one thread. */
final class UnderWay {
  private static final long LOOK_MS = 100;
  private static final long SETTLE_S = 5;

  private final Followed run;
  private final LaneJobs jobs;
  private final Duration withoutProgress;
  private final Standstill standstill;
  private long startedNs;
  private long reachedNs;
  private @Nullable Finish finish;

  /** The run that is followed. */
  interface Followed extends Finish.Awaited {
    /** Looks at lanes and jobs; returns false once no lane runs, and none will. */
    boolean look() throws InterruptedException;

    /** The lanes that have to join before the run starts, and have not, in words; else empty. */
    String absent();

    /** All lanes are there. */
    void started(long nowNs);

    /** Says to those who watch what {@link #look} has seen; returns false to stop the run. */
    boolean told() throws InterruptedException;
  }

  UnderWay(Followed run, LaneJobs jobs, Duration withoutProgress, Standstill standstill) {
    this.run = run;
    this.jobs = jobs;
    this.withoutProgress = withoutProgress;
    this.standstill = standstill;
  }

  /** Whether the run went to its end, and was not stopped. */
  boolean follow() throws InterruptedException {
    while (run.look() && !overdue()) {
      start();
      if (!run.told()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(startedNs == 0 ? LOOK_MS / 10 : LOOK_MS);
    }
    return true;
  }

  private boolean reached() {
    return finish != null && finish.reached();
  }

  /** A task that was lost at the very end, and finds no slot again, has nothing left to do. */
  private boolean overdue() {
    long now = System.nanoTime();
    reachedNs = reached() && reachedNs == 0 ? now : reachedNs;
    return reachedNs != 0 && now - reachedNs > withoutProgress.toNanos();
  }

  private void start() {
    if (finish != null) {
      finish.throwIfFailed();
      return;
    }
    String absent = run.absent();
    if (absent.isEmpty()) {
      startedNs = System.nanoTime();
      finish = new Finish(run, withoutProgress);
      run.started(startedNs);
    } else {
      standstill.check(absent + " have not joined");
    }
  }

  /** Waits until the server has all that the lanes have pushed. */
  void awaitFinish() throws InterruptedException {
    Finish waiting = finish == null ? new Finish(run, withoutProgress) : finish;
    finish = waiting;
    waiting.await();
  }

  /** Since the first moment at which every lane was there. */
  double seconds() {
    return startedNs == 0 ? 0 : (System.nanoTime() - startedNs) / 1e9;
  }

  /** Ends the tasks, and lets them see that before the server's end would fail them. */
  void end() throws InterruptedException {
    if (finish != null) {
      finish.abandon();
    }
    if (jobs.cancel()) {
      long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_S);
      while (jobs.activeTasks() > 0 && System.nanoTime() < endNs) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    }
  }

  /** {@code lanes 1, 3 of 4}, or nothing where none are named. */
  static String lanes(List<Integer> named, int of) {
    return named.isEmpty()
        ? ""
        : "lanes "
            + named.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + " of "
            + of;
  }
}
