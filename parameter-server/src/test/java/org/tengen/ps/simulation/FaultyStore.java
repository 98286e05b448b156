package org.tengen.ps.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.tengen.ps.store.Store;

/** Files in memory, whose writer may die at any byte, and whose bytes may rot. */
final class FaultyStore implements Store {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private long bytesLeft = Long.MAX_VALUE;

  /** The writer dies when it has written so many bytes more. */
  void dieAfter(long bytes) {
    bytesLeft = bytes;
  }

  /** The writer lives. */
  void live() {
    bytesLeft = Long.MAX_VALUE;
  }

  /** Changes a byte of a file in the folder, or takes the file's end away. */
  void damage(String folder, Random random) {
    List<String> names = files.keySet().stream().filter(name -> name.startsWith(folder)).toList();
    String name = names.get(random.nextInt(names.size()));
    byte[] bytes = Objects.requireNonNull(files.get(name)).clone();
    int at = random.nextInt(bytes.length);
    if (random.nextBoolean()) {
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    } else {
      bytes = Arrays.copyOf(bytes, at);
    }
    files.put(name, bytes);
  }

  @Override
  public InputStream open(String name) throws IOException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new NoSuchFileException(name);
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public List<String> list(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return files.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()).split("/", 2)[0])
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public OutputStream create(String name) throws IOException {
    if (bytesLeft <= 0) {
      throw new IOException("the writer is dead");
    }
    files.put(name, new byte[0]);
    return new Writing(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    byte[] bytes = files.remove(from);
    if (bytes == null) {
      throw new NoSuchFileException(from);
    }
    files.put(to, bytes);
  }

  @Override
  public void delete(String name) {
    files.keySet().removeIf(each -> each.equals(name) || each.startsWith(name + "/"));
  }

  /** A file that is being written: what has come is there, whatever comes of the rest. */
  private final class Writing extends OutputStream {
    private final String name;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Writing(String name) {
      this.name = name;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int length) {
      int some = (int) Math.min(length, bytesLeft);
      bytesLeft -= some;
      written.write(from, at, some);
      files.put(name, written.toByteArray());
      if (some < length) {
        throw new WriterDied();
      }
    }
  }

  /** In the middle of a write. */
  static final class WriterDied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriterDied() {
      super("the writer died");
    }
  }

  @Override
  public String toString() {
    return "memory";
  }
}
