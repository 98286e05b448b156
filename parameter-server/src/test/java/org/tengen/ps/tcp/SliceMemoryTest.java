package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class SliceMemoryTest {
  private static final int KIB = 1024;

  private final SliceMemory memory = new SliceMemory(PooledByteBufAllocator.DEFAULT, 2 * 260 * KIB);

  private ByteBuf buffer(int bytes) {
    return memory.directBuffer(bytes, bytes);
  }

  @Test
  void aLargeBufferHasExactlyTheBytesAskedFor() {
    ByteBuf buffer = buffer(256 * KIB + 64);
    assertThat(buffer.capacity()).isEqualTo(256 * KIB + 64);
    assertThat(buffer.nioBuffer(0, buffer.capacity()).remaining()).isEqualTo(256 * KIB + 64);
    assertThat(memory.out()).isEqualTo(1);
    buffer.release();
    assertThat(memory.out()).isZero();
  }

  @Test
  void aBlockThatWasGivenBackServesTheNextBufferOfItsClass() {
    ByteBuf first = buffer(256 * KIB + 64);
    first.setLong(0, 4711);
    first.release();
    assertThat(memory.kept()).isEqualTo(260 * KIB);

    ByteBuf second = buffer(250 * KIB);

    assertThat(memory.kept()).isZero();
    assertThat(second.capacity()).isEqualTo(250 * KIB);
    assertThat(second.getLong(0)).isEqualTo(4711);
    second.release();
  }

  @Test
  void whatIsGivenBackAboveTheLimitIsFreed() {
    ByteBuf[] buffers = {buffer(260 * KIB), buffer(260 * KIB), buffer(260 * KIB)};
    for (ByteBuf buffer : buffers) {
      buffer.release();
    }
    assertThat(memory.kept()).isEqualTo(2 * 260 * KIB);
    assertThat(memory.out()).isZero();
  }

  @Test
  void smallBuffersAndEnormousOnesAreNotItsOwn() {
    for (int bytes : new int[] {64, 64 * KIB - 1, 9 * KIB * KIB}) {
      ByteBuf buffer = buffer(bytes);
      assertThat(memory.out()).isZero();
      buffer.release();
    }
  }
}
