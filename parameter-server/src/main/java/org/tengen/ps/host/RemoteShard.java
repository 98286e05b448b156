package org.tengen.ps.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.serving.OwnedShard;
import org.tengen.ps.wire.BadFrameException;

/** A shard of any kind at a host, or at another that has taken over from that. For any thread. */
final class RemoteShard implements OwnedShard {
  private static final long MOVE_MS = 15_000;

  private final String run;
  private final int number;
  private final ExecutorService asking;
  private final boolean moves;
  private volatile HostLink link;
  private volatile @Nullable String lost;
  private volatile long pushes;
  private final AtomicLong asked = new AtomicLong();

  /**
   * @param asking where questions wait for their answers; the owner's to close
   * @param moves whether another host may take over; what is not answered is asked there again
   */
  RemoteShard(String run, int number, HostLink link, ExecutorService asking, boolean moves) {
    this.moves = moves;
    this.run = run;
    this.number = number;
    this.link = link;
    this.asking = asking;
  }

  int number() {
    return number;
  }

  /** Asks the shard's statistics of a host. */
  byte[] count(HostLink at) throws InterruptedException {
    return at.ask(new HostOrder.Count(run, number));
  }

  /** Has an image taken at a host; returns its ticket. */
  byte[] take(HostLink at, ImageKind kind) throws InterruptedException {
    return at.ask(new HostOrder.Take(run, number, kind, asked.incrementAndGet()));
  }

  /** A piece of what a host has by a ticket. */
  byte[] fetch(HostLink from, long ticket, int at) throws InterruptedException {
    return from.ask(new HostOrder.Fetch(run, ticket, at));
  }

  void release(HostLink from, long ticket) throws InterruptedException {
    from.ask(new HostOrder.Release(run, ticket));
  }

  @Override
  public CompletableFuture<Boolean> hold(boolean hold) {
    return soon(
        at -> {
          at.ask(new HostOrder.Hold(run, number, hold));
          return hold;
        });
  }

  @Override
  public long pushes() {
    return pushes;
  }

  void pushes(long now) {
    pushes = now;
  }

  /** Asks a question where the shard is, wherever that is by then. */
  <T> CompletableFuture<T> soon(Question<T> question) {
    return CompletableFuture.supplyAsync(() -> ask(question), asking);
  }

  /** Another host serves the shard. */
  synchronized void moveTo(HostLink other) {
    link = other;
    notifyAll();
  }

  /** No host has the shard any more: nobody waits for it; one line says why. */
  synchronized void lose(String why) {
    lost = why;
    notifyAll();
  }

  private <T> T ask(Question<T> question) {
    try {
      while (true) {
        HostLink at = link;
        try {
          return question.ask(at);
        } catch (ShardLostException e) {
          if (!moves || !awaitMove(at)) {
            String why = lost;
            throw why == null ? e : new ShardLostException(why);
          }
        }
      }
    } catch (BadFrameException e) {
      throw unreadable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException(
          "interrupted while the server at " + link.address() + " was asked");
    }
  }

  /** Waits until the shard is elsewhere; false if that does not come to be. */
  private synchronized boolean awaitMove(HostLink from) throws InterruptedException {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOVE_MS);
    while (link == from && lost == null) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return link != from;
  }

  RunFailedException unreadable(BadFrameException e) {
    return new RunFailedException(
        "the server at " + link.address() + " answers what is no answer: " + e.getMessage());
  }

  /** A question that waits for its answer. */
  @FunctionalInterface
  interface Question<T> {
    T ask(HostLink at) throws InterruptedException, BadFrameException;
  }
}
