package org.tengen.bench.words;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Another program, waited for until it ends. */
final class Program {
  private Program() {}

  /** Does the program start and end well? */
  static boolean works(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs it and gives everything that it has printed so far to {@code seen}, as it comes.
   *
   * @throws IOException if it fails; has what it printed last
   */
  static void run(List<String> command, Consumer<String> seen)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
      process.destroy();
    }
  }
}
