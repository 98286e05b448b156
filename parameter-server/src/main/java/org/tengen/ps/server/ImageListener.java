package org.tengen.ps.server;

import org.tengen.ps.image.RunImage;

/**
 * Receives the images that shards take at intervals, on a thread of the server's own: it may
 * evaluate or write as long as it likes. Two images of a kind, or as many for evaluation as fit 256
 * MB, wait or are being received at the most; an interval that passes meanwhile is skipped on all
 * shards and counted.
 *
 * <p>The server's close interrupts it and waits five seconds for it. Who does not heed the
 * interrupt may still be at an image then, but is given no other.
 */
@FunctionalInterface
public interface ImageListener {
  /**
   * Receives one image. What it throws ends the run.
   *
   * @param takenNs when its last shard was taken, by {@link System#nanoTime}
   */
  void onImage(RunImage image, long takenNs) throws Exception;
}
