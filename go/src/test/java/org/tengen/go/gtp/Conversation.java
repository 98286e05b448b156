package org.tengen.go.gtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.tengen.go.BoardSize;
import org.tengen.go.Rules;

/** An engine on strings, with a clock that a test turns. */
final class Conversation {
  /** A thread for each task, which keeps no process alive. */
  static final Executor THREADS =
      task -> {
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        thread.start();
      };

  final FirstPointPlayer player = new FirstPointPlayer();
  final List<String> complaints = new ArrayList<>();
  long nanos;

  /** All that the engine says to these lines, each of which gets its end here. */
  String say(String... lines) {
    return sayRaw(String.join("\n", lines) + "\n");
  }

  String sayRaw(String input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GtpSettings settings =
        new GtpSettings("Tengen", "1.2", BoardSize.square(5), Rules.CHINESE.withKomi(0.5), 7);
    try {
      new GtpServer(settings, player, () -> nanos, THREADS, complaints::add)
          .serve(new ByteArrayInputStream(input.getBytes(UTF_8)), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return out.toString(UTF_8);
  }
}
