package org.tengen.ps.host;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tengen.ps.checkpoint.LittleOutput;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.PlaceListener;
import org.tengen.ps.server.PlacedRows;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.serving.OwnedShard;
import org.tengen.ps.wire.BadFrameException;

/** Row tables: their pieces are bytes of a checkpoint's files, in either direction. */
record RowCargo(RowServerSettings settings, RowOrigin from, PlaceListener listener)
    implements Cargo<PlacedRows> {
  @Override
  public String run() {
    return settings.runId();
  }

  @Override
  public int shards() {
    return settings.training().tables().shards();
  }

  @Override
  public long[] granted() {
    return from.granted();
  }

  @Override
  public HostOrder.What what(List<Integer> held) {
    return new HostOrder.Rows(settings);
  }

  @Override
  public void load(int shard, Loading to) throws InterruptedException {
    long[] number = {0};
    try {
      from.send(shard, piece -> to.piece(number[0]++, piece));
    } catch (IOException e) {
      throw new RunFailedException("rows cannot be read: " + e.getMessage());
    }
  }

  @Override
  public PlacedRows handle(RemoteShard shard) {
    return new Handle(settings.training(), shard);
  }

  /** Rows tell of none: their owner asks when it wants an image. */
  @Override
  public void onMoment(Moment moment, RemoteShard shard, HostLink from) throws BadFrameException {
    throw new BadFrameException("a moment of rows");
  }

  /** A shard at a host. */
  private record Handle(RowTraining training, RemoteShard shard)
      implements PlacedRows, OwnedShard.Through {
    @Override
    public CompletableFuture<RowShardStatistics> statistics() {
      return shard.soon(at -> StatisticsBytes.readRows(shard.count(at)));
    }

    @Override
    public CompletableFuture<RowShardImage> image() {
      return shard.soon(
          at -> {
            RowTicket ticket = RowTicket.read(shard.take(at, ImageKind.CHECKPOINT));
            return new Image(training, shard, at, ticket);
          });
    }
  }

  /** A moment of a shard, which its host keeps. */
  private record Image(RowTraining training, RemoteShard remote, HostLink host, RowTicket ticket)
      implements RowShardImage {
    @Override
    public int shard() {
      return remote.number();
    }

    @Override
    public long version() {
      return ticket.version();
    }

    @Override
    public long samples() {
      return ticket.samples();
    }

    @Override
    public void writeTo(LittleOutput out) throws IOException {
      try {
        byte[] piece = remote.fetch(host, ticket.number(), 0);
        for (int at = 1; piece.length > 0; at++) {
          out.bytes(piece);
          piece = remote.fetch(host, ticket.number(), at);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while rows came from " + host.address());
      }
    }

    /** A host that has dropped the run has nothing left to forget. */
    @Override
    public void close() {
      try {
        remote.release(host, ticket.number());
      } catch (RunFailedException gone) {
        host.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
