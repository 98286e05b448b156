package org.tengen.bench.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Another program, waited for until it ends. */
public final class Program {
  private static final long START_S = 120;
  private static final long END_H = 6;

  private Program() {}

  /** Does the program start and end well? */
  public static boolean works(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (process.waitFor(START_S, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs it and gives everything that it has printed so far to {@code seen}, as it comes.
   *
   * @throws IOException if it fails, or is not over after six hours; has what it printed last
   */
  public static void run(List<String> command, Consumer<String> seen)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            process::destroyForcibly, CompletableFuture.delayedExecutor(END_H, TimeUnit.HOURS));
    StringBuilder printed = new StringBuilder();
    try (Reader out = process.inputReader(StandardCharsets.UTF_8)) {
      char[] buffer = new char[4096];
      for (int read = out.read(buffer); read >= 0; read = out.read(buffer)) {
        printed.append(buffer, 0, read);
        seen.accept(printed.toString());
      }
      int code = process.waitFor();
      if (code != 0) {
        String last = printed.substring(Math.max(0, printed.length() - 500));
        throw new IOException(command.get(0) + " ended with " + code + ": " + last);
      }
    } finally {
      late.cancel(false);
      process.destroy();
    }
  }
}
