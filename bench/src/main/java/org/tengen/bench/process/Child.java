package org.tengen.bench.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that the benchmark starts and talks to by lines, a JVM as a rule. It ends when its
 * input does, or is killed when it does not.
 */
public final class Child implements AutoCloseable {
  private static final long END_S = 20;

  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** What memory a child may take, in MB. */
  public record Memory(long heap, long direct) {
    /** Both together. */
    public long total() {
      return heap + direct;
    }

    List<String> flags() {
      return List.of(
          "-Xms" + heap + "m", "-Xmx" + heap + "m", "-XX:MaxDirectMemorySize=" + direct + "m");
    }
  }

  /** Starts {@code main} with this JVM's class path. */
  public static Child start(Class<?> main, Memory memory, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(memory.flags());
    command.add("--add-modules=jdk.incubator.vector"); // as the launcher starts every job
    String more = System.getProperty("tengen.bench.ps.flags", "");
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split(" +", -1)));
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return start(
        main.getSimpleName(),
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /**
   * Starts a program of any kind.
   *
   * @param name what it is called in errors
   */
  public static Child start(String name, ProcessBuilder builder) throws IOException {
    return new Child(name, builder.start());
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** Says a line to it. */
  public void tell(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  /** Its next line, waited for so long. */
  public String line(long seconds) throws IOException, InterruptedException {
    FutureTask<String> reading = new FutureTask<>(out::readLine);
    Thread reader = new Thread(reading, "reads-" + name);
    reader.setDaemon(true);
    reader.start();
    try {
      String line = reading.get(seconds, TimeUnit.SECONDS);
      if (line == null) {
        throw new IOException(name + " ended with " + process.waitFor() + " and said nothing");
      }
      return line;
    } catch (TimeoutException e) {
      throw new IOException(name + " said nothing for " + seconds + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(name + " could not be read", e.getCause());
    }
  }

  @Override
  public void close() {
    try {
      in.close();
      if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
