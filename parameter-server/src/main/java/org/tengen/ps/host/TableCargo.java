package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.server.PlacedShard;
import org.tengen.ps.server.Placement;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.serving.OwnedShard;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** A dense table: its pieces are slices, and it tells of images at their intervals. */
record TableCargo(ServerSettings settings, List<ShardImage> from, Placement.Listener listener)
    implements Cargo<PlacedShard> {
  @Override
  public String run() {
    return settings.runId();
  }

  @Override
  public int shards() {
    return from.size();
  }

  @Override
  public long[] granted() {
    return ShardSettings.granted(settings.training().lanes(), from);
  }

  @Override
  public HostOrder.What what(List<Integer> held) {
    return new HostOrder.Table(
        settings, held.stream().map(number -> from.get(number).laneSamples()).toList());
  }

  @Override
  public void load(int shard, Loading to) throws InterruptedException {
    for (SliceImage slice : from.get(shard).slices()) {
      TextWriter out = new TextWriter();
      SliceBytes.write(out, slice);
      to.piece(slice.slice(), out.toBytes());
    }
  }

  @Override
  public PlacedShard handle(RemoteShard shard) {
    return new Handle(shard);
  }

  @Override
  public void onMoment(Moment moment, RemoteShard shard, HostLink from)
      throws InterruptedException, BadFrameException {
    Ticket ticket = moment.ticket();
    if (ticket == null) {
      listener.onPassed(moment.kind(), moment.index());
    } else if (listener.wantsImage(moment.kind(), moment.index())) {
      listener.onImage(moment.index(), fetch(shard, moment.kind(), ticket, from));
    } else {
      shard.release(from, ticket.number());
    }
  }

  /** Fetches an image slice by slice; the host then forgets it. */
  private static ShardImage fetch(RemoteShard shard, ImageKind kind, Ticket ticket, HostLink from)
      throws InterruptedException, BadFrameException {
    List<SliceImage> slices = new ArrayList<>();
    for (int at = 0; at < ticket.slices(); at++) {
      byte[] content = shard.fetch(from, ticket.number(), at);
      slices.add(SliceBytes.read(new TextReader(ByteBuffer.wrap(content))));
    }
    shard.release(from, ticket.number());
    return new ShardImage(shard.number(), kind, ticket.laneSamples(), slices);
  }

  /** A shard at a host. */
  private record Handle(RemoteShard shard) implements PlacedShard, OwnedShard.Through {
    @Override
    public CompletableFuture<ShardStatistics> statistics() {
      return shard.soon(at -> StatisticsBytes.read(shard.count(at)));
    }

    @Override
    public CompletableFuture<ShardImage> image(ImageKind kind) {
      return shard.soon(at -> fetch(shard, kind, Ticket.read(shard.take(at, kind)), at));
    }
  }
}
