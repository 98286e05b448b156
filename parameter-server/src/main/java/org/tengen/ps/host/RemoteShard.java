package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.server.PlacedShard;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;

/** A shard at a host, or at another that has taken over from that. For any thread. */
final class RemoteShard implements PlacedShard {
  private final String run;
  private final int number;
  private static final long MOVE_MS = 15_000;

  private final ExecutorService asking;
  private final boolean moves;
  private volatile HostLink link;
  private volatile @Nullable String lost;
  private volatile long pushes;

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

  @Override
  public CompletableFuture<ShardStatistics> statistics() {
    return soon(at -> StatisticsBytes.read(at.ask(new HostOrder.Count(run, number))));
  }

  @Override
  public CompletableFuture<ShardImage> image(ImageKind kind) {
    return soon(at -> fetch(at, kind, Ticket.read(at.ask(new HostOrder.Take(run, number, kind)))));
  }

  @Override
  public CompletableFuture<Boolean> hold() {
    return soon(
        at -> {
          at.ask(new HostOrder.Hold(run, number));
          return true;
        });
  }

  @Override
  public long pushes() {
    return pushes;
  }

  void pushes(long now) {
    pushes = now;
  }

  /** Fetches an image slice by slice; the host then forgets it. */
  ShardImage fetch(HostLink from, ImageKind kind, Ticket ticket)
      throws InterruptedException, BadFrameException {
    List<SliceImage> slices = new ArrayList<>();
    for (int at = 0; at < ticket.slices(); at++) {
      byte[] content = from.ask(new HostOrder.Fetch(run, ticket.number(), at));
      slices.add(SliceBytes.read(new TextReader(ByteBuffer.wrap(content))));
    }
    release(from, ticket);
    return new ShardImage(number, kind, ticket.laneSamples(), slices);
  }

  void release(HostLink from, Ticket ticket) throws InterruptedException {
    from.ask(new HostOrder.Release(run, ticket.number()));
  }

  private <T> CompletableFuture<T> soon(Question<T> question) {
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
  private interface Question<T> {
    T ask(HostLink at) throws InterruptedException, BadFrameException;
  }
}
