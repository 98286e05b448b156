package org.tengen.bench.recurrent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.tengen.bench.head.Sizes;
import org.tengen.bench.process.Child;
import org.tengen.models.SeriesBatch;

/**
 * PyTorch in a process of its own, which {@code step.py} beside this class describes. It has one
 * thread, Tengen's first weights and its batch.
 */
final class Torch implements Contender {
  private static final String SCRIPT = "step.py";

  /** How long it may take to start, and to make a step. */
  private static final long ANSWER_S = 300;

  private final Path folder;
  private final Child child;
  private final int words;
  private String version = "";

  private Torch(Path folder, Child child, int words) {
    this.folder = folder;
    this.child = child;
    this.words = words;
  }

  /**
   * Starts it, or says why not.
   *
   * @param python the interpreter
   */
  static Optional<Torch> start(
      String python, Problem problem, float[] parameters, Consumer<String> why) throws IOException {
    Path folder = Files.createTempDirectory("tengen-torch");
    SeriesBatch batch = problem.batch(true);
    Files.write(folder.resolve("parameters"), floats(parameters));
    Files.write(folder.resolve("words"), ints(batch.words()));
    Files.write(folder.resolve("targets"), ints(batch.targets()));
    try (InputStream script = Torch.class.getResourceAsStream(SCRIPT)) {
      Files.copy(Objects.requireNonNull(script, SCRIPT), folder.resolve(SCRIPT));
    }
    Sizes sizes = problem.sizes();
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            folder.resolve(SCRIPT).toString(),
            problem.cell().label(),
            Integer.toString(sizes.vocabulary()),
            Integer.toString(sizes.embedding()),
            Integer.toString(sizes.hidden()),
            Integer.toString(sizes.batch()),
            Integer.toString(sizes.time()),
            folder.toString());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectError(folder.resolve("errors").toFile());
    return started(builder, folder, batch.samples(), why);
  }

  private static Optional<Torch> started(
      ProcessBuilder builder, Path folder, int words, Consumer<String> why) throws IOException {
    Child child;
    try {
      child = Child.start("PyTorch", builder);
    } catch (IOException absent) {
      why.accept(absent.getMessage());
      delete(folder);
      return Optional.empty();
    }
    Torch torch = new Torch(folder, child, words);
    String ready;
    try {
      ready = torch.answer();
    } catch (IOException ended) {
      why.accept(torch.lastError());
      torch.close();
      return Optional.empty();
    }
    torch.version = ready.substring("ready ".length());
    return Optional.of(torch);
  }

  @Override
  public String label() {
    return "PyTorch " + version;
  }

  @Override
  public Gradient gradient() throws IOException {
    child.tell("gradient");
    double loss = Double.parseDouble(answer());
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("gradient")))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.capacity() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return new Gradient(loss / words, values);
  }

  @Override
  public Took steps(int count) throws IOException {
    child.tell("steps " + count);
    Took took = new Took(new double[count], new double[count]);
    for (int step = 0; step < count; step++) {
      String[] times = answer().split(" ", -1);
      took.wall()[step] = Double.parseDouble(times[0]);
      took.processor()[step] = Double.parseDouble(times[1]);
    }
    return took;
  }

  private String answer() throws IOException {
    try {
      return child.line(ANSWER_S);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + ": " + lastError(), e);
    }
  }

  private String lastError() throws IOException {
    return Files.readString(folder.resolve("errors"))
        .lines()
        .reduce((before, line) -> line)
        .orElse("it said nothing");
  }

  private static byte[] floats(float[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }

  private static byte[] ints(int[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Integer.BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(values);
    return bytes;
  }

  /** Stops it. */
  @Override
  public void close() throws IOException {
    child.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
