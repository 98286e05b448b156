package org.tengen.go.gtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tengen.go.player.Player;

/**
 * An engine of the Go Text Protocol: answers commands from one stream on another, until {@code
 * quit} or the end of the commands.
 *
 * <p>Commands are read by a thread of their own, so that an analysis ends when the next one comes.
 * Nobody reads further than the queue is long: a controller that sends faster than it is answered
 * waits.
 */
public final class GtpServer {
  private static final int QUEUE = 256;
  private static final int LINE = 1 << 16;
  private static final Optional<LineReader.Line> END = Optional.empty();

  private final GtpEngine engine;
  private final Executor reader;
  private final Consumer<String> complaints;

  /**
   * An engine that has not begun.
   *
   * @param nanoTime for clocks
   * @param reader runs one task at a time, which ends with the commands
   * @param complaints takes what must not stand in an answer: faults of the player
   */
  public GtpServer(
      GtpSettings settings,
      Player player,
      LongSupplier nanoTime,
      Executor reader,
      Consumer<String> complaints) {
    this.engine = new GtpEngine(settings, player, nanoTime);
    this.reader = reader;
    this.complaints = complaints;
  }

  /**
   * Answers what {@code in} says.
   *
   * @throws IOException if {@code out} takes no more
   */
  public void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    BlockingQueue<Optional<LineReader.Line>> lines = new ArrayBlockingQueue<>(QUEUE);
    reader.execute(() -> read(in, lines));
    try {
      boolean goesOn = true;
      while (goesOn) {
        Optional<LineReader.Line> line = lines.take();
        goesOn = line.isPresent() && answer(line.get(), new Answer(out, lines));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void read(InputStream in, BlockingQueue<Optional<LineReader.Line>> lines) {
    LineReader source = new LineReader(new BufferedInputStream(in), LINE);
    try {
      try {
        Optional<LineReader.Line> line = source.next();
        while (line.isPresent()) {
          lines.put(line);
          line = source.next();
        }
      } catch (IOException e) {
        complaints.accept("the commands cannot be read: " + e.getMessage());
      }
      lines.put(END);
    } catch (InterruptedException e) {
      // Whoever runs this wants it to end.
    }
  }

  /** Does a line. Does the engine go on? */
  private boolean answer(LineReader.Line line, Answer answer) {
    Optional<GtpCommand> parsed = GtpCommand.parse(line.text());
    if (parsed.isEmpty()) {
      return true;
    }
    GtpCommand command = parsed.get();
    answer.id = command.id();
    answer.end(line.whole() ? run(command, answer) : new GtpReply(false, "line too long"));
    return !(line.whole() && command.name().equals("quit"));
  }

  /** A fault of the player's is told, and costs no more than the command. */
  private GtpReply run(GtpCommand command, Answer answer) {
    try {
      return engine.run(command.name(), command.arguments(), answer);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      complaints.accept(command.name() + ": " + e);
      return new GtpReply(false, "internal error");
    }
  }

  /** One answer on its way out. */
  private static final class Answer implements Command.Live {
    private final OutputStream out;
    private final BlockingQueue<Optional<LineReader.Line>> lines;
    private String id = "";
    private boolean begun;

    Answer(OutputStream out, BlockingQueue<Optional<LineReader.Line>> lines) {
      this.out = out;
      this.lines = lines;
    }

    @Override
    public void begin() {
      begun = true;
      write(new GtpReply(true, "").mark(id) + "\n");
    }

    @Override
    public void line(String text) {
      write(GtpReply.encodable(text) + "\n");
    }

    @Override
    public boolean isInterrupted() {
      return lines.peek() != null;
    }

    /** A failure after the answer has begun can no longer be told: the answer ends there. */
    void end(GtpReply reply) {
      if (!begun) {
        write(reply.encoded(id));
        return;
      }
      String rest = reply.ok() ? GtpReply.encodable(reply.text()) : "";
      write(rest.isEmpty() ? "\n" : rest + "\n\n");
    }

    private void write(String text) {
      try {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
