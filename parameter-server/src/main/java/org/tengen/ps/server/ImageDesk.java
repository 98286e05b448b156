package org.tengen.ps.server;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.table.Layout;

/**
 * Puts the shards' images of one moment together and hands them to the listener on a thread of its
 * own. Thread-safe. {@link ImagesHeld} says how many of a kind are here at once; more are skipped,
 * by all shards alike.
 */
final class ImageDesk {
  private final Layout layout;
  private final ImageListener listener;
  private final Ending ending;
  private final Thread thread;
  private final BlockingQueue<Taken> complete = new LinkedBlockingQueue<>();
  private final Map<Moment, Gathering> moments = new LinkedHashMap<>();
  private final Map<ImageKind, Integer> here = new EnumMap<>(ImageKind.class);
  private long skipped;
  private volatile boolean closed;

  /** An image and when it was whole. */
  private record Taken(RunImage image, long takenNs) {}

  /** What shards' images of one moment have in common. */
  private record Moment(ImageKind kind, long index) {}

  /** The images of one moment so far. */
  private static final class Gathering {
    boolean wanted;
    final @Nullable ShardImage[] images;
    int asked;
    int arrived;

    Gathering(boolean wanted, int shards) {
      this.wanted = wanted;
      images = new ShardImage[shards];
    }
  }

  ImageDesk(String runId, Layout layout, ImageListener listener, Ending ending) {
    this.layout = layout;
    this.listener = listener;
    this.ending = ending;
    this.thread = new Thread(this::run, "tengen-images-" + runId);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** See {@link org.tengen.ps.shard.ShardListener#wantsImage}. */
  synchronized boolean wants(ImageKind kind, long index) {
    Moment moment = new Moment(kind, index);
    Gathering gathering = moments.get(moment);
    if (gathering == null) {
      boolean wanted = count(kind) < most(kind);
      gathering = new Gathering(wanted, layout.shards());
      moments.put(moment, gathering);
      here.merge(kind, wanted ? 1 : 0, Integer::sum);
      skipped += wanted ? 0 : 1;
    }
    gathering.asked++;
    if (!gathering.wanted && gathering.asked == layout.shards()) {
      moments.remove(moment);
    }
    return gathering.wanted;
  }

  /** See {@link org.tengen.ps.shard.ShardListener#onImage}. */
  synchronized void add(long index, ShardImage image) {
    Moment moment = new Moment(image.kind(), index);
    Gathering gathering = moments.get(moment);
    if (gathering == null || !gathering.wanted) {
      return;
    }
    gathering.images[image.shard()] = image;
    gathering.arrived++;
    if (gathering.arrived == layout.shards()) {
      moments.remove(moment);
      dropOlder(moment);
      RunImage whole = new RunImage(image.kind(), layout, Arrays.asList(gathering.images));
      complete.add(new Taken(whole, System.nanoTime()));
    }
  }

  /** A shard has taken no image at that moment, so the others' are worth nothing. */
  synchronized void pass(ImageKind kind, long index) {
    if (wants(kind, index)) {
      Moment moment = new Moment(kind, index);
      Gathering gathering = Objects.requireNonNull(moments.get(moment));
      giveUp(kind, gathering);
      if (gathering.asked == layout.shards()) {
        moments.remove(moment);
      }
    }
  }

  /**
   * Another process serves a shard, which may have come past moments of which its images were still
   * to come; of those none is waited for.
   */
  synchronized void moved(int shard) {
    moments.forEach(
        (moment, gathering) -> {
          if (gathering.wanted && gathering.images[shard] == null) {
            giveUp(moment.kind(), gathering);
          }
        });
  }

  private void giveUp(ImageKind kind, Gathering gathering) {
    gathering.wanted = false;
    Arrays.fill(gathering.images, null);
    here.merge(kind, -1, Integer::sum);
    skipped++;
  }

  /** Intervals that were skipped because the listener was not done with two before. */
  synchronized long skipped() {
    return skipped;
  }

  /** Whether no image is on its way to the listener. */
  synchronized boolean idle() {
    return count(ImageKind.EVALUATION) + count(ImageKind.CHECKPOINT) == 0;
  }

  /** All shards are done: what has come of a moment in parts alone stays so. */
  synchronized void dropIncomplete() {
    moments.forEach(
        (moment, gathering) -> here.merge(moment.kind(), gathering.wanted ? -1 : 0, Integer::sum));
    moments.clear();
  }

  /**
   * Interrupts the listener, and waits for it a while. It is given no image any more, though it may
   * have swallowed the interrupt.
   */
  void close(long millis) throws InterruptedException {
    closed = true;
    thread.interrupt();
    if (Thread.currentThread() != thread) {
      thread.join(millis);
    }
  }

  /** Moments that some shards have passed over, their pushes being of unequal size. */
  private void dropOlder(Moment moment) {
    Iterator<Map.Entry<Moment, Gathering>> entries = moments.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Moment, Gathering> entry = entries.next();
      if (entry.getKey().kind() == moment.kind() && entry.getKey().index() < moment.index()) {
        entries.remove();
        here.merge(moment.kind(), entry.getValue().wanted ? -1 : 0, Integer::sum);
      }
    }
  }

  private long most(ImageKind kind) {
    return kind == ImageKind.EVALUATION
        ? ImagesHeld.evaluations(layout.length())
        : ImagesHeld.CHECKPOINTS;
  }

  private int count(ImageKind kind) {
    return here.getOrDefault(kind, 0);
  }

  private synchronized void received(ImageKind kind) {
    here.merge(kind, -1, Integer::sum);
  }

  private void run() {
    try {
      boolean going = true;
      while (going) {
        going = receive(complete.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the listener took it. */
  private boolean receive(Taken taken) throws InterruptedException {
    RunImage image = taken.image();
    if (closed) {
      return false;
    }
    try {
      listener.onImage(image, taken.takenNs());
      received(image.kind());
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      ending.broken(
          "an image of " + image.kind() + " at " + image.samples() + " samples failed: " + e);
      return false;
    }
  }
}
