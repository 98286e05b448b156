package org.tengen.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A lane's examples in a file of the task's own, so that a partition may be larger than memory.
 * Used by one thread.
 */
final class ExampleFile implements AutoCloseable {
  private static final int WRITE_BYTES = 1 << 20;

  private final FileChannel channel;

  /** Where each example starts, and at the end where the last one ends. */
  private final long[] starts;

  private ByteBuffer read = ByteBuffer.allocateDirect(0);

  private ExampleFile(FileChannel channel, long[] starts) {
    this.channel = channel;
    this.starts = starts;
  }

  /** Writes all examples to the new file {@code path}. */
  static ExampleFile write(Path path, Iterator<byte[]> examples) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long[] starts = new long[1024];
    int count = 0;
    ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE_BYTES);
    while (examples.hasNext()) {
      byte[] example = examples.next();
      put(channel, buffer, example);
      if (++count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[count] = starts[count - 1] + example.length;
    }
    drain(channel, buffer);
    return new ExampleFile(channel, Arrays.copyOf(starts, count + 1));
  }

  private static void put(FileChannel channel, ByteBuffer buffer, byte[] example)
      throws IOException {
    int at = 0;
    while (at < example.length) {
      if (!buffer.hasRemaining()) {
        drain(channel, buffer);
      }
      int bytes = Math.min(buffer.remaining(), example.length - at);
      buffer.put(example, at, bytes);
      at += bytes;
    }
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** The number of examples. */
  int count() {
    return starts.length - 1;
  }

  /** Bytes of example {@code index}. */
  int size(int index) {
    return Math.toIntExact(starts[index + 1] - starts[index]);
  }

  /**
   * Examples {@code from .. to-1}, one behind the other, in little-endian order; valid until the
   * next call.
   */
  ByteBuffer read(int from, int to) {
    int bytes = Math.toIntExact(starts[to] - starts[from]);
    if (read.capacity() < bytes) {
      read = ByteBuffer.allocateDirect(bytes + bytes / 2);
    }
    read.clear().limit(bytes);
    try {
      while (read.hasRemaining()) {
        if (channel.read(read, starts[from] + read.position()) < 0) {
          throw new IOException("the examples' file ends before example " + to);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
