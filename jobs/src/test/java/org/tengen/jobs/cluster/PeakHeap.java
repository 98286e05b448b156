package org.tengen.jobs.cluster;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The most that was ever alive on this JVM's heap. It is looked at whenever the JVM has collected
 * its young generation: more can only come to be alive by allocation, so between two looks it is
 * less than a young generation.
 */
final class PeakHeap {
  private final Semaphore collected = new Semaphore(0);
  private final AtomicLong most = new AtomicLong();
  private final AtomicLong looks = new AtomicLong();

  private PeakHeap() {}

  /** Begins to watch, until the JVM's end. */
  static PeakHeap watch() {
    PeakHeap peak = new PeakHeap();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener((notification, unused) -> peak.on(notification), null, null);
    }
    Thread looking = new Thread(peak::look, "live-heap");
    looking.setDaemon(true);
    looking.start();
    return peak;
  }

  /** Somebody has looked. */
  void saw(long bytes) {
    most.accumulateAndGet(bytes, Math::max);
    looks.incrementAndGet();
  }

  long bytes() {
    return most.get();
  }

  /** How often it was looked at. */
  long looks() {
    return looks.get();
  }

  private void on(Notification notification) {
    GarbageCollectionNotificationInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    if (!info.getGcCause().equals("System.gc()")) {
      collected.release();
    }
  }

  private void look() {
    try {
      while (true) {
        collected.acquire();
        collected.drainPermits();
        saw(MemoryProbe.liveHeap());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
