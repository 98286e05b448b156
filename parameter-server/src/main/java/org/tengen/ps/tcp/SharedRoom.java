package org.tengen.ps.tcp;

import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.Set;

/**
 * How much shared memory a JVM may have mapped. A mapping ends when the garbage collector has found
 * that nobody can read it any more, since whoever read it later would take the JVM down with him;
 * until then it counts. For any thread.
 */
final class SharedRoom {
  private final long most;
  private final ReferenceQueue<ByteBuffer> gone = new ReferenceQueue<>();
  private final Set<Reference<? extends ByteBuffer>> mapped = new HashSet<>();
  private long bytes;

  SharedRoom(long most) {
    this.most = most;
  }

  /** For all connections of this JVM, at either end: 256 MiB. */
  static SharedRoom ofThisJvm() {
    return Shared.ROOM;
  }

  /**
   * All of a file, for reading and writing.
   *
   * @throws IOException one line, if it cannot be mapped or would be too much
   */
  synchronized MappedByteBuffer map(FileChannel file) throws IOException {
    for (Reference<?> one = gone.poll(); one != null; one = gone.poll()) {
      Mapping ended = (Mapping) one;
      mapped.remove(ended);
      bytes -= ended.length;
    }
    long length = file.size();
    if (bytes + length > most) {
      throw new IOException(
          "%d bytes of shared memory are mapped, %d more would be over %d"
              .formatted(bytes, length, most));
    }
    MappedByteBuffer memory = file.map(FileChannel.MapMode.READ_WRITE, 0, length);
    mapped.add(new Mapping(memory, gone, length));
    bytes += length;
    return memory;
  }

  private static final class Mapping extends PhantomReference<ByteBuffer> {
    final long length;

    Mapping(ByteBuffer memory, ReferenceQueue<ByteBuffer> gone, long length) {
      super(memory, gone);
      this.length = length;
    }
  }

  /** Made when first asked for. */
  private static final class Shared {
    static final SharedRoom ROOM = new SharedRoom(256L << 20);
  }
}
