package org.tengen.ps.host;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.server.ImagesHeld;
import org.tengen.ps.shard.ShardListener;

/**
 * Images of a host's shards of a dense table that the owner has not fetched yet. Thread-safe. Each
 * shard holds as many of a kind as the owner does; at a moment when it has that many it takes none,
 * and the owner forgets the other shards'.
 */
final class HostImages {
  private final long evaluations;
  private final Map<Long, Held> images = new HashMap<>();
  private final Map<Place, Integer> here = new HashMap<>();
  private final HostNews news;
  private long lastTicket;

  /** Whose room an image takes. */
  private record Place(int shard, ImageKind kind) {}

  /** An image; one that was asked for takes nobody's room. */
  private record Held(ShardImage image, @Nullable Place place) {}

  /**
   * For a table of {@code length} floats.
   *
   * @param news told of every moment, and of all else that shards tell
   */
  HostImages(long length, HostNews news) {
    this.evaluations = ImagesHeld.evaluations(length);
    this.news = news;
  }

  /** What hears of one shard. */
  ShardListener listener(int shard) {
    return new OneShard(shard);
  }

  /** Keeps an image that was asked for. */
  synchronized Ticket keep(ShardImage image) {
    return keep(new Held(image, null));
  }

  /** An image that waits; null if there is none of that number. */
  synchronized @Nullable ShardImage image(long ticket) {
    Held held = images.get(ticket);
    return held == null ? null : held.image;
  }

  synchronized void release(long ticket) {
    Held held = images.remove(ticket);
    if (held != null && held.place != null) {
      here.merge(held.place, -1, Integer::sum);
    }
  }

  private Ticket keep(Held held) {
    long number = ++lastTicket;
    images.put(number, held);
    return new Ticket(number, held.image.slices().size(), held.image.laneSamples());
  }

  private synchronized boolean enter(Place place, long index) {
    long most = place.kind == ImageKind.EVALUATION ? evaluations : (long) ImagesHeld.CHECKPOINTS;
    int now = here.getOrDefault(place, 0);
    if (now >= most) {
      news.add(place.shard, place.kind, index, null);
      return false;
    }
    here.put(place, now + 1);
    return true;
  }

  private synchronized void add(Place place, long index, ShardImage image) {
    news.add(place.shard, place.kind, index, keep(new Held(image, place)));
  }

  /** A shard, as it tells. */
  private final class OneShard implements ShardListener {
    private final int shard;

    OneShard(int shard) {
      this.shard = shard;
    }

    @Override
    public boolean wantsImage(ImageKind kind, long index) {
      return enter(new Place(shard, kind), index);
    }

    @Override
    public void onImage(long index, ShardImage image) {
      add(new Place(shard, image.kind()), index, image);
    }

    @Override
    public void onFinished(int finishedShard) {
      news.onFinished(finishedShard);
    }

    @Override
    public void onBroken(int brokenShard, String message) {
      news.onBroken(brokenShard, message);
    }
  }
}
