package org.tengen.ps.simulation;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many seeds, on all cores. */
final class Search {
  private Search() {}

  /**
   * Runs a kind's seeds from 1, and throws what the lowest that fails has found.
   *
   * @return what has happened in all of them
   */
  static Happenings run(Kind kind, long seeds) throws InterruptedException {
    AtomicLong next = new AtomicLong(1);
    Happenings all = new Happenings();
    AtomicReference<@Nullable Throwable> found = new AtomicReference<>();
    List<Thread> threads =
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(
                each -> new Thread(() -> work(kind, next, seeds, all, found), "seeds-" + each))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (found.get() != null) {
      throw new AssertionError(found.get().getMessage(), found.get());
    }
    return all;
  }

  private static void work(
      Kind kind,
      AtomicLong next,
      long seeds,
      Happenings all,
      AtomicReference<@Nullable Throwable> found) {
    for (long seed = next.getAndIncrement();
        seed <= seeds && found.get() == null;
        seed = next.getAndIncrement()) {
      try {
        Happenings happenings = new Seed(kind, seed, null).run(Trace.off());
        synchronized (all) {
          all.add(happenings);
        }
      } catch (RuntimeException | Error e) {
        found.compareAndSet(null, e);
      }
    }
  }

  /** A seed that has found a mutant out, and what it says. */
  record Found(long seed, String message) {
    /** No seed has. */
    static final Found NOTHING = new Found(0, "nothing");
  }

  /** The first of the seeds from 1 that finds the mutant out. */
  static Found finds(Mutant mutant, long seeds) {
    return finds(mutant, seeds, "", mutant::mutation);
  }

  /** The same by one invariant, of replicas that are not looked into but for what they answer. */
  static Found findsFromOutside(Mutant mutant, long seeds, String invariant) {
    return finds(mutant, seeds, invariant + ": ", () -> mutant.mutation().fromOutside());
  }

  private static Found finds(
      Mutant mutant, long seeds, String expected, Supplier<Mutation> mutation) {
    for (long seed = 1; seed <= seeds; seed++) {
      try {
        new Seed(mutant.kind(), seed, mutant).run(mutation.get());
      } catch (AssertionError e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains(expected)) {
          return new Found(seed, message);
        }
      }
    }
    return Found.NOTHING;
  }
}
