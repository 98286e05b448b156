package org.tengen.worker.words;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.partition.Tokens;
import org.tengen.models.word2vec.Block;
import org.tengen.models.word2vec.BlockPlanner;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.worker.WorkerTime;

/**
 * The training of one lane's word vectors: iteration n is block n of its text, until the budget of
 * blocks is spent. The rate falls with the server's progress, that is with all lanes'.
 *
 * <p>Blocks are computed by a thread of the loop's own. Where the strategy allows it, the thread
 * that runs the loop meanwhile pushes the changes of the block before and fetches the rows of the
 * one behind. Rows that were fetched before changes of the lane's own were pushed get them added
 * here, so with one lane every block is computed on the same rows as without that.
 */
public final class WordLoop implements AutoCloseable {
  private static final long REPORT_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final WordTraining training;
  private final Tokens text;
  private final WorkerTime time;
  private final BlockPlanner planner;
  private final BlockStep step;
  private final ExecutorService computer;

  /**
   * A lane that has not begun.
   *
   * @param text the lane's
   */
  public WordLoop(WordTraining training, Tokens text, int lane, WorkerTime time) {
    this.training = training;
    this.text = text;
    this.time = time;
    this.planner = training.planner();
    this.step = new BlockStep(training, planner.widestOutput(), time);
    this.computer =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "tengen-words-" + lane);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs until the budget is spent.
   *
   * @return what this lease did
   * @throws InterruptedException when the task is cancelled; the lane can go on elsewhere
   */
  public StepTotals run(RowSession session) throws InterruptedException {
    WordTotals totals = new WordTotals(session, time.wallNs());
    Lease lease = new Lease(session, totals);
    if (training.fetchesAhead()) {
      lease.runAhead();
    } else {
      lease.runInTurn();
    }
    totals.ends(time.wallNs());
    StepTotals all = totals.totals();
    session.progress(all);
    return all;
  }

  /** Ends the thread. */
  @Override
  public void close() {
    computer.shutdownNow();
  }

  /** The loop with one lease. */
  private final class Lease {
    private final RowSession session;
    private final WordTotals totals;
    private final Fetched[] slots = new Fetched[2];
    private long reportedNs = time.wallNs();

    Lease(RowSession session, WordTotals totals) {
      this.session = session;
      this.totals = totals;
      Block first = planner.plan(text, session.lane(), 0);
      for (int slot = 0; slot < slots.length; slot++) {
        slots[slot] = new Fetched(training.rows().tables(), first);
      }
    }

    /** Pull, compute, push. */
    void runInTurn() throws InterruptedException {
      long clock = session.clock();
      for (Fetched now = fetch(clock, 0); now != null; now = fetch(++clock, 0)) {
        push(clock, now, await(start(now, clock)));
      }
    }

    /**
     * While one block is computed, the changes before it are pushed and the rows behind fetched.
     */
    void runAhead() throws InterruptedException {
      long clock = session.clock();
      Fetched now = fetch(clock, 0);
      Future<BlockStep.Taken> computing = now == null ? null : start(now, clock);
      while (now != null && computing != null) {
        Fetched next = fetch(clock + 1, 1);
        BlockStep.Taken taken = await(computing);
        computing = null;
        if (next != null) {
          next.add(now);
          computing = start(next, clock + 1);
        }
        push(clock, now, taken);
        now = next;
        clock++;
      }
    }

    /**
     * The rows of the block of an iteration; null when there is none left.
     *
     * @param ahead how many of the lane's own pushes are not in them
     */
    private @Nullable Fetched fetch(long clock, int ahead) throws InterruptedException {
      Fetched fetched = slots[(int) (clock % slots.length)];
      Block planned = planner.plan(text, session.lane(), clock);
      if (!session.pull(clock, fetched.wanted(planned))) {
        return null;
      }
      fetched.at(planner.rate(training.progress(session.version() + ahead)));
      return fetched;
    }

    private Future<BlockStep.Taken> start(Fetched fetched, long clock) {
      totals.starts();
      return computer.submit(() -> step.take(fetched, session.lane(), clock));
    }

    private BlockStep.Taken await(Future<BlockStep.Taken> computing) throws InterruptedException {
      try {
        BlockStep.Taken taken = computing.get();
        totals.computed(taken);
        return taken;
      } catch (ExecutionException e) {
        throw new IllegalStateException("lane " + session.lane() + " cannot compute", e.getCause());
      }
    }

    private void push(long clock, Fetched fetched, BlockStep.Taken taken)
        throws InterruptedException {
      session.push(clock, fetched.batches(), 1);
      totals.pushed(fetched, taken.loss());
      if (time.wallNs() - reportedNs > REPORT_EVERY_NS) {
        reportedNs = time.wallNs();
        session.progress(totals.totals());
      }
    }
  }
}
