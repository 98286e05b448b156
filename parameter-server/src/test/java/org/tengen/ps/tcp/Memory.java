package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Pooled memory that counts: without caches, every buffer that is out is known. */
final class Memory {
  private final PooledByteBufAllocator small =
      new PooledByteBufAllocator(true, 0, 1, 8192, 9, 0, 0, false);
  final SliceMemory pool = new SliceMemory(small, 4 << 20);

  /** Waits until every buffer has been given back, and sees that none was ever forgotten. */
  void assertAllGivenBack() {
    Awaitility.await("all buffers given back")
        .atMost(Duration.ofSeconds(10))
        .until(() -> out() == 0);
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    assertThat(LeakRecorder.FOUND).isEmpty();
  }

  /** Buffers that are out. */
  long out() {
    return pool.out()
        + small.metric().directArenas().stream()
            .mapToLong(PoolArenaMetric::numActiveAllocations)
            .sum();
  }
}
