package org.tengen.web.live;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The page of one run, on a port of loopback. Open while the run lasts; browsers that have it open
 * then keep what they have.
 *
 * <p>What the run tells is put into a bounded queue and left there; a thread of the page takes it
 * from there five times a second, remembers it and hands it to each browser's own queue. All its
 * threads are called {@code tengen-page-...}, but the JDK's dispatcher.
 */
public final class LivePage implements LiveFeed, AutoCloseable {
  /** How the threads' names begin. */
  public static final String THREADS = "tengen-page-";

  /** Pages that may be open at once. */
  static final int MOST_LISTENERS = 16;

  private static final int MOST_THREADS = MOST_LISTENERS + 8;
  private static final int MOST_HAPPENINGS = 1024;
  private static final long BEAT_MS = 200;
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
  private static final long GOODBYE_MS = 2000;

  private final HttpServer server;
  private final Patience patience =
      new Patience(THREADS + "browser", MOST_THREADS, PATIENCE_NS, System::nanoTime);
  private final Audience audience = new Audience(MOST_LISTENERS);
  private final BlockingQueue<Happening> happenings = new ArrayBlockingQueue<>(MOST_HAPPENINGS);
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicLong nextLookNs = new AtomicLong(System.nanoTime());
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(work -> Patience.daemon(work, THREADS + "pulse"));
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ScheduledFuture<?> beats;

  // ---- the pulse's thread only ----
  private final Story story;

  /** Something to remember; gives the messages that tell it. */
  private interface Happening {
    List<byte[]> tell(Story story);
  }

  private LivePage(HttpServer server, String job, String folder) {
    this.server = server;
    this.story = new Story(job, folder);
    this.beats = pulse.scheduleWithFixedDelay(this::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Opens the page.
   *
   * @param port of loopback; 0 for any that is free
   * @param job the command's words
   * @param folder the run's
   * @throws IOException if the port cannot be had
   */
  public static LivePage open(int port, String job, String folder) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    LivePage page =
        new LivePage(HttpServer.create(new InetSocketAddress(loopback, port), 0), job, folder);
    page.start();
    return page;
  }

  private void start() {
    server.createContext("/", new Doorway(audience, patience));
    server.setExecutor(patience);
    server.start();
  }

  /** Where a browser of this machine finds it. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void begins(LiveTraining training) {
    happen(story -> List.of(story.begins(training)));
    nextLookNs.set(System.nanoTime());
  }

  @Override
  public void looks(Supplier<LiveCounts> counts) {
    long now = System.nanoTime();
    long due = nextLookNs.get();
    if (now - due >= 0 && nextLookNs.compareAndSet(due, now + LOOK_NS)) {
      look(counts);
    }
  }

  /** Those who train are not to fail because they cannot be counted. */
  private void look(Supplier<LiveCounts> counts) {
    try {
      LiveCounts counted = counts.get();
      happen(story -> story.looks(counted));
    } catch (RuntimeException e) {
      notice("this page cannot be told how far the training is: " + e);
    }
  }

  @Override
  public void evaluated(LiveTraining.Evaluated evaluated) {
    happen(story -> List.of(story.evaluated(evaluated)));
  }

  @Override
  public void notice(String line) {
    happen(story -> List.of(story.notice(line)));
  }

  @Override
  public void trained() {
    happen(story -> List.of(story.trained()));
  }

  /**
   * The run ends; to be followed by {@link #close}.
   *
   * @param well whether it came to its end
   * @param how in a sentence
   * @param report where the report is; empty if there is none
   */
  public void ends(boolean well, String how, String report) {
    happen(story -> List.of(story.ends(new Story.End(well, how, report))));
  }

  private void happen(Happening happening) {
    if (!happenings.offer(happening)) {
      lost.incrementAndGet();
    }
  }

  private void beat() {
    List<Happening> next = new ArrayList<>();
    happenings.drainTo(next);
    next.forEach(this::tell);
    int missed = lost.getAndSet(0);
    if (missed > 0) {
      audience.tell(story.notice(missed + " messages to this page were lost: too many at once"));
    }
    audience.catchUp(story::past);
    patience.look();
  }

  /** What cannot be told is a fault of ours, which ends neither the page nor the run. */
  private void tell(Happening happening) {
    try {
      happening.tell(story).forEach(audience::tell);
    } catch (RuntimeException e) {
      audience.tell(story.notice("this page could not show something: " + e));
    }
  }

  /** Tells those who watch what there is to tell, and closes the port. Returns within seconds. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    beats.cancel(false);
    try {
      pulse.submit(this::beat).get(GOODBYE_MS, TimeUnit.MILLISECONDS);
      pulse.submit(audience::close).get(GOODBYE_MS, TimeUnit.MILLISECONDS);
      long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MS);
      while (!audience.isEmpty() && System.nanoTime() - endNs < 0) {
        TimeUnit.MILLISECONDS.sleep(BEAT_MS / 10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      audience.close(); // browsers see that it is gone; a run does not fail for that
    } finally {
      pulse.shutdownNow();
      server.stop(0);
      patience.close();
    }
  }
}
