package org.tengen.ps.tcp;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Memory for frames. Large ones (slices) get blocks that are kept when they are given back, up to a
 * limit, and the one that came back last is given out first, for it is still in a core's cache:
 * Netty's pool returns a chunk to the system as soon as it is empty, and a table that is pulled
 * every few milliseconds would have its pages mapped and cleared anew each time. Small ones come
 * from Netty's pool. For any thread.
 */
final class SliceMemory extends AbstractByteBufAllocator {
  private static final int STEP = 64 * 1024;

  /** Beyond the steps, so that a slice of whole steps has room for its header. */
  private static final int ROOM = 4 * 1024;

  private static final int CLASSES = 129;

  private final PooledByteBufAllocator small;
  private final long maxKept;
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong out = new AtomicLong();
  private final @Nullable Deque<ByteBuffer>[] free;

  /**
   * @param small where buffers under 64 KiB come from
   * @param maxKept bytes of unused blocks; what is given back above them is freed
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of queues
  SliceMemory(PooledByteBufAllocator small, long maxKept) {
    super(true);
    this.small = small;
    this.maxKept = maxKept;
    this.free = new Deque[CLASSES];
    for (int i = 1; i < CLASSES; i++) {
      free[i] = new ConcurrentLinkedDeque<>();
    }
  }

  /** The memory of all connections of this JVM; keeps at most 64 MiB that nobody uses. */
  static SliceMemory shared() {
    return Shared.MEMORY;
  }

  /** Blocks that are out. */
  long out() {
    return out.get();
  }

  /** Bytes of blocks that are kept. */
  long kept() {
    return kept.get();
  }

  @Override
  public boolean isDirectBufferPooled() {
    return true;
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return small.heapBuffer(initialCapacity, maxCapacity);
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    boolean large = initialCapacity >= STEP && classOf(initialCapacity) < CLASSES;
    return large && initialCapacity == maxCapacity
        ? toLeakAwareBuffer(new Block(this, initialCapacity))
        : small.directBuffer(initialCapacity, maxCapacity);
  }

  /** A block of at least {@code bytes}, limited to them. */
  private @Nullable ByteBuffer take(int bytes) {
    out.incrementAndGet();
    Deque<ByteBuffer> blocks = free[classOf(bytes)];
    ByteBuffer block = blocks == null ? null : blocks.pollFirst();
    if (block != null) {
      kept.addAndGet(-block.capacity());
      block.clear().limit(bytes);
    }
    return block;
  }

  /** Whether the block is kept; if not, it is to be freed. */
  private boolean keep(ByteBuffer block) {
    out.decrementAndGet();
    Deque<ByteBuffer> blocks = free[classOf(block.capacity())];
    if (blocks == null || kept.addAndGet(block.capacity()) > maxKept) {
      kept.addAndGet(-block.capacity());
      return false;
    }
    return blocks.offerFirst(block);
  }

  /** What a buffer of exactly {@code bytes} takes. */
  static int memoryOf(int bytes) {
    return bytes < STEP || classOf(bytes) >= CLASSES ? bytes : blockOf(classOf(bytes));
  }

  private static int classOf(int bytes) {
    return (bytes - ROOM + STEP - 1) / STEP;
  }

  private static int blockOf(int sizeClass) {
    return sizeClass * STEP + ROOM;
  }

  /** A buffer over a block, which goes back when nobody refers to the buffer any more. */
  private static final class Block extends UnpooledDirectByteBuf {
    Block(SliceMemory memory, int bytes) {
      super(memory, bytes, bytes);
    }

    @Override
    protected ByteBuffer allocateDirect(int bytes) {
      ByteBuffer block = memory().take(bytes);
      return block == null ? super.allocateDirect(blockOf(classOf(bytes))).limit(bytes) : block;
    }

    @Override
    protected void freeDirect(ByteBuffer block) {
      if (!memory().keep(block)) {
        super.freeDirect(block);
      }
    }

    private SliceMemory memory() {
      return (SliceMemory) alloc();
    }
  }

  /** Made when first asked for. */
  private static final class Shared {
    static final SliceMemory MEMORY = new SliceMemory(PooledByteBufAllocator.DEFAULT, 64L << 20);
  }
}
