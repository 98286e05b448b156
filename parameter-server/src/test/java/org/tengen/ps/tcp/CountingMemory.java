package org.tengen.ps.tcp;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Memory for frames that knows the largest piece that was ever asked for, and what is out. */
final class CountingMemory extends AbstractByteBufAllocator {
  private final UnpooledByteBufAllocator through = new UnpooledByteBufAllocator(true, true);
  private int largest;

  CountingMemory() {
    super(true);
  }

  /** The most bytes that a buffer was asked for with. */
  int largest() {
    return largest;
  }

  /** Bytes that were not given back. */
  long out() {
    return through.metric().usedDirectMemory() + through.metric().usedHeapMemory();
  }

  @Override
  public boolean isDirectBufferPooled() {
    return false;
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    largest = Math.max(largest, initialCapacity);
    return through.heapBuffer(initialCapacity, maxCapacity);
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    largest = Math.max(largest, initialCapacity);
    return through.directBuffer(initialCapacity, maxCapacity);
  }
}
