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
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much shared memory a JVM may have mapped. A mapping ends when the garbage collector has found
 * that nobody can read it any more, since whoever read it later would take the JVM down with him;
 * until then it counts. Where there is no room the collector is asked to look, now and then. For
 * any thread.
 */
final class SharedRoom {
  /** Between two requests to the collector, which stops everybody. */
  private static final long COLLECT_NS = TimeUnit.SECONDS.toNanos(30);

  /** How long is waited for what it has found. */
  private static final long FOUND_MS = 200;

  private final long most;
  private final Runnable collector;
  private final LongSupplier clock;
  private final ReferenceQueue<ByteBuffer> gone = new ReferenceQueue<>();
  private final Set<Reference<? extends ByteBuffer>> mapped = new HashSet<>();
  private long taken;
  private boolean collected;
  private long collectedNs;

  /**
   * One of which nothing is taken.
   *
   * @param most bytes
   * @param collector looks for what nobody can read any more
   * @param clock nanoseconds from anywhere
   */
  SharedRoom(long most, Runnable collector, LongSupplier clock) {
    this.most = most;
    this.collector = collector;
    this.clock = clock;
  }

  /** For all connections of this JVM, at either end: 256 MiB. */
  static SharedRoom ofThisJvm() {
    return Shared.ROOM;
  }

  /**
   * Takes so many bytes of it, before the memory is made that shall be mapped.
   *
   * @throws IOException one line, if they would be too many
   */
  synchronized Place take(long bytes) throws IOException {
    giveBackWhatIsGone();
    if (taken + bytes > most && bytes <= most && mayCollect()) {
      collector.run();
      awaitRoom(bytes);
    }
    if (taken + bytes > most) {
      throw new IOException(
          "%d bytes of shared memory are mapped, %d more would be over %d"
              .formatted(taken, bytes, most));
    }
    taken += bytes;
    return new Place(bytes);
  }

  private boolean mayCollect() {
    long nowNs = clock.getAsLong();
    boolean may = !collected || nowNs - collectedNs >= COLLECT_NS;
    if (may) {
      collected = true;
      collectedNs = nowNs;
    }
    return may;
  }

  /** What the collector has found comes soon, and one after the other. */
  private void awaitRoom(long bytes) {
    try {
      for (long waited = 0; waited < FOUND_MS && taken + bytes > most; waited += FOUND_MS / 10) {
        Reference<?> one = gone.remove(FOUND_MS / 10);
        if (one != null) {
          giveBack((Mapping) one);
        }
        giveBackWhatIsGone();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveBackWhatIsGone() {
    for (Reference<?> one = gone.poll(); one != null; one = gone.poll()) {
      giveBack((Mapping) one);
    }
  }

  private void giveBack(Mapping ended) {
    mapped.remove(ended);
    taken -= ended.bytes;
  }

  private synchronized void map(ByteBuffer memory, long bytes) {
    mapped.add(new Mapping(memory, gone, bytes));
  }

  private synchronized void giveBack(long bytes) {
    taken -= bytes;
  }

  /** Room for one file. What is not mapped when it is closed is given back at once. */
  final class Place implements AutoCloseable {
    private final long bytes;
    private boolean used;

    private Place(long bytes) {
      this.bytes = bytes;
    }

    /** All of a file as long as that, for reading and writing. */
    MappedByteBuffer map(FileChannel file) throws IOException {
      MappedByteBuffer memory = file.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
      used = true;
      SharedRoom.this.map(memory, bytes);
      return memory;
    }

    @Override
    public void close() {
      if (!used) {
        giveBack(bytes);
      }
    }
  }

  private static final class Mapping extends PhantomReference<ByteBuffer> {
    final long bytes;

    Mapping(ByteBuffer memory, ReferenceQueue<ByteBuffer> gone, long bytes) {
      super(memory, gone);
      this.bytes = bytes;
    }
  }

  /** Made when first asked for. */
  private static final class Shared {
    static final SharedRoom ROOM = new SharedRoom(256L << 20, System::gc, System::nanoTime);
  }
}
