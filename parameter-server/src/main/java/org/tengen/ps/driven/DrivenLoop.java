package org.tengen.ps.driven;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.idle.Lookout;

/**
 * An event loop without a thread: of the threads that come, one at a time drives it.
 *
 * <p>The one that waits for an answer looks, and sleeps until a socket has something. One that
 * brings a task does it at once if nobody is at the loop, else the one that is does. While nobody
 * waits somebody has to look now and then, for heartbeats and ends.
 *
 * <p>For any thread, but for what is below the line.
 */
public final class DrivenLoop extends AbstractScheduledEventExecutor
    implements EventLoop, Lookout, AutoCloseable {
  private static final long CLOSE_MS = 5_000;

  /** Who drives until something is done may have somebody else do it, who wakes nobody. */
  private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Tasks at a time; more are done next time. */
  private static final int MOST_TASKS = 1024;

  private final Selector selector;
  private final ReentrantLock turn = new ReentrantLock();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Promise<?> end = new DefaultPromise<>(GlobalEventExecutor.INSTANCE);
  private volatile @Nullable Thread driver;
  private volatile boolean asleep;

  /** Somebody was told not to sleep, and has not slept since; a look may not take that away. */
  private volatile boolean woken;

  private volatile boolean closing;
  private volatile boolean closed;

  /** One without connections. */
  public DrivenLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing to wait with for several sockets", e);
    }
  }

  @Override
  public boolean look() {
    if (!entered()) {
      return false;
    }
    boolean found = false;
    try {
      if (!closed) {
        // what has come is read before anybody is found silent
        found = serveSockets();
        found |= runTasks();
        found |= runDue();
        found |= runTasks();
      }
    } finally {
      leave();
    }
    doTasks();
    return found;
  }

  /** {@link #look} for a timer: what goes wrong is in the log, and the next look comes. */
  public void lookAfter() {
    safeExecute(this::look);
  }

  @Override
  public void sleep(long ns) {
    if (inEventLoop() || !enteredWithin(ns)) {
      return;
    }
    asleep = true;
    try {
      if (!woken && !closing && tasks.isEmpty()) {
        long next = nextScheduledTaskNano();
        long most = next < 0 ? ns : Math.min(ns, next);
        selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(most)));
        selector.selectedKeys().clear(); // what is there is still there when somebody looks
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      asleep = false;
      woken = false;
      leave();
    }
    doTasks();
  }

  @Override
  public void wake(Thread sleeper) {
    woken = true;
    selector.wakeup();
  }

  @Override
  public boolean fetches() {
    try {
      return !closed && !selector.keys().isEmpty();
    } catch (ClosedSelectorException e) {
      return false;
    }
  }

  /**
   * Drives until {@code done}, until so long has passed or the thread is interrupted. At once over
   * for who drives already.
   */
  public void driveUntil(BooleanSupplier done, long ns) {
    long beganNs = System.nanoTime();
    long leftNs = ns;
    boolean mayGoOn = !inEventLoop();
    while (mayGoOn && leftNs > 0 && !done.getAsBoolean()) {
      if (!look()) {
        sleep(Math.min(leftNs, NAP_NS));
      }
      leftNs = ns - (System.nanoTime() - beganNs);
      mayGoOn = !closed && !Thread.currentThread().isInterrupted();
    }
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (closed && tasks.remove(task)) {
      throw new RejectedExecutionException("its connections are closed");
    }
    if (!inEventLoop()) {
      doTasks();
    }
  }

  /** Does what has been brought; if somebody is at the loop, he will. */
  private void doTasks() {
    while (!tasks.isEmpty()) {
      if (!entered()) {
        if (asleep) {
          selector.wakeup();
        }
        return;
      }
      try {
        runTasks();
      } finally {
        leave();
      }
    }
  }

  /** Whether the caller drives from now on, until it leaves. */
  private boolean entered() {
    if (inEventLoop() || !turn.tryLock()) {
      return false;
    }
    driver = Thread.currentThread();
    return true;
  }

  private void leave() {
    if (turn.getHoldCount() == 1) {
      driver = null;
    }
    turn.unlock();
  }

  /** Closes all connections, which answers what is outstanding; takes no task afterwards. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    if (!enteredWithin(TimeUnit.MILLISECONDS.toNanos(CLOSE_MS))) {
      throw new IllegalStateException("still driven by " + driver + " after " + CLOSE_MS + " ms");
    }
    try {
      if (!closed) {
        for (SelectionKey key : List.copyOf(selector.keys())) {
          socket(key).shut();
        }
        runTasks();
        closed = true;
        runTasks();
        cancelScheduledTasks();
        selector.close();
        end.setSuccess(null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      leave();
    }
  }

  /** Not cut short by an interrupt. */
  private boolean enteredWithin(long ns) {
    long beganNs = System.nanoTime();
    boolean interrupted = false;
    boolean tried = false;
    boolean entered = false;
    while (!tried) {
      try {
        entered = turn.tryLock(ns - (System.nanoTime() - beganNs), TimeUnit.NANOSECONDS);
        tried = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (entered) {
      driver = Thread.currentThread();
    }
    return entered;
  }

  // ---- the thread that drives only ----

  private boolean runDue() {
    boolean ran = false;
    for (Runnable due = pollScheduledTask(); due != null; due = pollScheduledTask()) {
      safeExecute(due);
      ran = true;
    }
    return ran;
  }

  private boolean runTasks() {
    int ran = 0;
    while (ran < MOST_TASKS) {
      Runnable task = tasks.poll();
      if (task == null) {
        break;
      }
      safeExecute(task);
      ran++;
    }
    return ran > 0;
  }

  private boolean serveSockets() {
    select();
    Set<SelectionKey> selected = selector.selectedKeys();
    if (selected.isEmpty()) {
      return false;
    }
    List<SelectionKey> ready = List.copyOf(selected); // a socket may be closed meanwhile
    selected.clear();
    for (SelectionKey key : ready) {
      if (key.isValid()) {
        socket(key).serve(key.readyOps());
      }
    }
    return true;
  }

  private void select() {
    try {
      selector.selectNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DrivenSocket socket(SelectionKey key) {
    return (DrivenSocket) key.attachment();
  }

  /** Watches a socket, for nothing yet. */
  SelectionKey add(SocketChannel socket, DrivenSocket of) throws ClosedChannelException {
    return socket.register(selector, 0, of);
  }

  /** A socket has been closed; the kernel's is when it is not watched any more. */
  void removed() {
    select();
  }

  // ---- the rest of an event loop ----

  @Override
  public boolean inEventLoop(Thread thread) {
    return thread == driver;
  }

  @Override
  public EventLoopGroup parent() {
    return this;
  }

  @Override
  public EventLoop next() {
    return this;
  }

  @Override
  public ChannelFuture register(Channel channel) {
    return register(new DefaultChannelPromise(channel, this));
  }

  @Override
  public ChannelFuture register(ChannelPromise promise) {
    promise.channel().unsafe().register(this, promise);
    return promise;
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    channel.unsafe().register(this, promise);
    return promise;
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    close();
    return end;
  }

  @Override
  public Future<?> terminationFuture() {
    return end;
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester")
  public void shutdown() {
    close();
  }

  @Override
  public boolean isShuttingDown() {
    return closed;
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }

  @Override
  public boolean isTerminated() {
    return closed;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return end.await(timeout, unit);
  }
}
