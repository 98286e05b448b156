package org.tengen.go.gtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A controller of an engine that runs as a process of its own, started here and ended here, with
 * whatever it started in turn.
 *
 * <p>Every command has a deadline, and a number that its answer must carry. An engine that has once
 * failed to answer is ended: what it says later would be taken for the answer to something else.
 */
public final class GtpClient implements AutoCloseable {
  private static final int LINE = 1 << 16;
  private static final int QUEUE = 1024;
  private static final int LINES_OF_ANSWER = 10_000;
  private static final int SHOWN = 80;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** What stands in the queue behind the engine's last line. */
  private static final Optional<LineReader.Line> END = Optional.empty();

  private final String name;
  private final Process process;
  private final LongSupplier nanoTime;
  private final BlockingQueue<Optional<LineReader.Line>> lines = new ArrayBlockingQueue<>(QUEUE);
  private final LastWords lastWords = new LastWords();
  private volatile boolean ended;
  private int lastId;

  private GtpClient(String name, Process process, LongSupplier nanoTime) {
    this.name = name;
    this.process = process;
    this.nanoTime = nanoTime;
  }

  /**
   * Starts an engine.
   *
   * @param commandLine the program and its arguments, words in quotes being one
   * @param nanoTime for deadlines
   * @param readers runs two tasks at a time, which end with the engine
   * @throws EngineException if it cannot be started
   */
  public static GtpClient start(String commandLine, LongSupplier nanoTime, Executor readers) {
    Process process;
    try {
      process = new ProcessBuilder(CommandLine.words(commandLine)).start();
    } catch (IOException e) {
      throw new EngineException(
          "engine " + commandLine + ": cannot be started: " + e.getMessage(), e);
    }
    GtpClient client = new GtpClient(commandLine, process, nanoTime);
    readers.execute(() -> client.read(process.getInputStream()));
    readers.execute(() -> client.lastWords.read(process.getErrorStream()));
    return client;
  }

  /** The command line that started it. */
  public String name() {
    return name;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /**
   * Sends a command, and waits for its answer.
   *
   * @param command without a number
   * @return what the engine answers, which may be that it fails
   * @throws EngineException if it gives no answer; then the engine has been ended
   */
  public GtpReply send(String command, Duration deadline) throws InterruptedException {
    lastId++;
    long end = nanoTime.getAsLong() + deadline.toNanos();
    try {
      write(lastId + " ", command);
      return new Answer(command, deadline, end).read();
    } catch (EngineException e) {
      end();
      throw e;
    }
  }

  /**
   * The text of the answer to a command that must not fail.
   *
   * @throws EngineException if it does
   */
  public String require(String command, Duration deadline) throws InterruptedException {
    GtpReply reply = send(command, deadline);
    if (!reply.ok()) {
      throw fault("refuses " + command + ": " + shown(reply.text()), "");
    }
    return reply.text();
  }

  /** Asks the engine to end; ends it if it does not. */
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        write("", "quit");
        process.getOutputStream().close();
        process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException | EngineException | InterruptedException e) {
      // It is ended without having been asked.
    } finally {
      end();
    }
  }

  /** Ends the process, and those that it started; nobody listens to what they still say. */
  private void end() {
    ended = true;
    lines.clear();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void write(String mark, String command) {
    try {
      OutputStream out = process.getOutputStream();
      out.write((mark + command + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw died(command);
    }
  }

  /** On a reader's thread, until the engine says no more. */
  private void read(InputStream in) {
    LineReader source = new LineReader(new BufferedInputStream(in), LINE);
    try {
      try {
        Optional<LineReader.Line> line = source.next();
        while (line.isPresent() && !ended) {
          lines.put(line);
          line = source.next();
        }
      } catch (IOException e) {
        // It has ended, which is what the end of its lines says.
      }
      lines.put(END);
    } catch (InterruptedException e) {
      // Whoever runs this wants it to end.
    }
  }

  private EngineException died(String command) {
    boolean exited = false;
    try {
      exited = process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
      lastWords.awaitEnd(LAST_WORDS);
    } catch (InterruptedException e) {
      // Then without its exit code.
    }
    return fault(
        (exited ? "died with exit code " + process.exitValue() : "closed its output")
            + " before it answered to "
            + command,
        lastWords.tail());
  }

  private EngineException fault(String what, String tail) {
    return new EngineException("engine " + name + ": " + what + tail);
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  /** One answer on its way in. */
  private final class Answer {
    private final String command;
    private final Duration deadline;
    private final long end;

    Answer(String command, Duration deadline, long end) {
      this.command = command;
      this.deadline = deadline;
      this.end = end;
    }

    GtpReply read() throws InterruptedException {
      String first = next();
      while (first.isEmpty()) {
        first = next();
      }
      String mark = "" + lastId;
      boolean ok = first.startsWith("=" + mark);
      boolean marked = ok || first.startsWith("?" + mark);
      String rest = marked ? first.substring(1 + mark.length()) : "";
      if (!marked || (!rest.isEmpty() && rest.charAt(0) != ' ')) {
        throw fault(
            "answers to %s: %s; expected =%s or ?%s and an answer"
                .formatted(command, shown(first), mark, mark),
            lastWords.tail());
      }
      return new GtpReply(ok, text(rest.strip()));
    }

    private String text(String first) throws InterruptedException {
      StringBuilder text = new StringBuilder(first);
      int count = 1;
      for (String line = next(); !line.isEmpty(); line = next()) {
        if (++count > LINES_OF_ANSWER) {
          throw fault("answers to %s with more than %,d lines".formatted(command, count - 1), "");
        }
        text.append('\n').append(line);
      }
      return text.toString();
    }

    /** The next line without control characters and the space behind it; empty for the end. */
    private String next() throws InterruptedException {
      long left = end - nanoTime.getAsLong();
      Optional<LineReader.Line> line = left > 0 ? lines.poll(left, TimeUnit.NANOSECONDS) : null;
      if (line == null) {
        throw fault(
            "did not answer to %s within %s s".formatted(command, seconds()), lastWords.tail());
      }
      if (line.isEmpty()) {
        throw died(command);
      }
      if (!line.get().whole()) {
        throw fault("answers to " + command + " with an endless line", "");
      }
      return line.get().text().replace('\t', ' ').replaceAll("\\p{Cntrl}", "").stripTrailing();
    }

    private String seconds() {
      return deadline.toMillis() % 1000 == 0
          ? Long.toString(deadline.toSeconds())
          : Double.toString(deadline.toMillis() / 1000.0);
    }
  }
}
