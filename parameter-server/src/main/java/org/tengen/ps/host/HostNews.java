package org.tengen.ps.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.serving.ServedListener;

/**
 * What the shards of a host's run have told and the owner has not asked for yet: moments, the end.
 * Thread-safe.
 */
final class HostNews implements ServedListener {
  private final Deque<Moment> moments = new ArrayDeque<>();
  private final TreeSet<Integer> finished = new TreeSet<>();
  private String broken = "";
  private long lastMoment;

  /** The news, less the moments that the owner has dealt with, which are forgotten. */
  synchronized News news(long seen, long[] pushes) {
    while (!moments.isEmpty() && moments.getFirst().number() <= seen) {
      moments.removeFirst();
    }
    return new News(broken, pushes, List.copyOf(finished), new ArrayList<>(moments));
  }

  /** A shard has passed a multiple of an interval, with an image or without. */
  synchronized void add(int shard, ImageKind kind, long index, @Nullable Ticket ticket) {
    moments.add(new Moment(++lastMoment, shard, kind, index, ticket));
  }

  @Override
  public synchronized void onFinished(int shard) {
    finished.add(shard);
  }

  @Override
  public synchronized void onBroken(int shard, String message) {
    broken = broken.isEmpty() ? message : broken;
  }
}
