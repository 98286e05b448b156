package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.server.PlacedShard;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;

/** A shard at a host. For any thread. */
final class RemoteShard implements PlacedShard {
  private final String run;
  private final int number;
  private final HostLink link;
  private final ExecutorService asking;
  private volatile long pushes;

  /**
   * @param asking where questions wait for their answers; the owner's to close
   */
  RemoteShard(String run, int number, HostLink link, ExecutorService asking) {
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
    return soon(() -> StatisticsBytes.read(link.ask(new HostOrder.Count(run, number))));
  }

  @Override
  public CompletableFuture<ShardImage> image(ImageKind kind) {
    return soon(() -> fetch(kind, Ticket.read(link.ask(new HostOrder.Take(run, number, kind)))));
  }

  @Override
  public CompletableFuture<Boolean> hold() {
    return soon(
        () -> {
          link.ask(new HostOrder.Hold(run, number));
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
  ShardImage fetch(ImageKind kind, Ticket ticket) throws InterruptedException, BadFrameException {
    List<SliceImage> slices = new ArrayList<>();
    for (int at = 0; at < ticket.slices(); at++) {
      byte[] content = link.ask(new HostOrder.Fetch(run, ticket.number(), at));
      slices.add(SliceBytes.read(new TextReader(ByteBuffer.wrap(content))));
    }
    release(ticket);
    return new ShardImage(number, kind, ticket.laneSamples(), slices);
  }

  void release(Ticket ticket) throws InterruptedException {
    link.ask(new HostOrder.Release(run, ticket.number()));
  }

  private <T> CompletableFuture<T> soon(Question<T> question) {
    return CompletableFuture.supplyAsync(() -> ask(question), asking);
  }

  private <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (BadFrameException e) {
      throw unreadable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException(
          "interrupted while the server at " + link.address() + " was asked");
    }
  }

  RunFailedException unreadable(BadFrameException e) {
    return new RunFailedException(
        "the server at " + link.address() + " answers what is no answer: " + e.getMessage());
  }

  /** A question that waits for its answer. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws InterruptedException, BadFrameException;
  }
}
