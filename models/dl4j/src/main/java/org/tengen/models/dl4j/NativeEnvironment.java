package org.tengen.models.dl4j;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The process's environment as C code sees it, for the settings that native libraries read from
 * there once, while they load.
 *
 * <p>Java has no call for this, and a JVM that Spark starts cannot be given variables by us. The
 * array that {@code environ} points at is replaced by a longer copy, as C's own {@code setenv}
 * does. Java's {@link System#getenv()} and child processes do not see the change.
 */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /**
   * Adds those of {@code wanted} that the process was not started with. To be called before the
   * libraries load that shall read them.
   */
  static void addAbsent(Map<String, String> wanted) {
    Map<String, String> absent = new TreeMap<>(wanted);
    absent.keySet().removeAll(System.getenv().keySet());
    if (absent.isEmpty()) {
      return;
    }
    Loader.load(Pointer.class);
    Pointer symbol = Loader.addressof("environ");
    if (symbol == null) {
      return; // no such symbol outside POSIX: the libraries keep their own defaults
    }
    PointerPointer<Pointer> environ = new PointerPointer<>(symbol);
    environ.put(0, longerCopy(new PointerPointer<>(environ.get(0)), absent));
  }

  /** The old entries and the new, in memory that nobody frees: C code may read it until the end. */
  private static Pointer longerCopy(PointerPointer<Pointer> old, Map<String, String> added) {
    int count = 0;
    while (old.get(count) != null) {
      count++;
    }
    long entries = count + added.size() + 1L;
    PointerPointer<Pointer> copy =
        new PointerPointer<>(Pointer.malloc(entries * Loader.sizeof(Pointer.class)));
    for (int i = 0; i < count; i++) {
      copy.put(i, old.get(i));
    }
    for (Map.Entry<String, String> entry : added.entrySet()) {
      copy.put(count++, immortal(entry.getKey() + "=" + entry.getValue()));
    }
    copy.put(count, (Pointer) null);
    return copy;
  }

  private static Pointer immortal(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    BytePointer memory = new BytePointer(Pointer.malloc(bytes.length + 1L));
    memory.put(bytes, 0, bytes.length).put(bytes.length, (byte) 0);
    return memory;
  }
}
