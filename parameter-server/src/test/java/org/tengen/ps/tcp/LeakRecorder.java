package org.tengen.ps.tcp;

import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Netty's leak detector, which keeps what it finds for the tests to look at. Installed by the
 * module's test configuration, watching every buffer.
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {
  static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  /** As Netty calls it. */
  public LeakRecorder(Class<?> type, int samplingInterval) {
    super(type, samplingInterval);
  }

  /** As older Nettys call it. */
  public LeakRecorder(Class<?> type, int samplingInterval, long maxActive) {
    this(type, samplingInterval);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    FOUND.add(resourceType + records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    FOUND.add(resourceType);
  }
}
