package org.tengen.driver.games;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.go.examples.ExampleGame;

/** The games of a file inside a task; closed at the end, or with the task. */
final class GamesOfTask implements Iterator<ExampleGame> {
  /** Null once closed: the task's end holds this, and shall not hold the reader's memory. */
  private @Nullable GameReader reader;

  private @Nullable ExampleGame next;

  GamesOfTask(TextSource source, TextFile file, GameReading reading) {
    this.reader = GameReader.open(source, file, reading);
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) done -> close());
    }
    advance();
  }

  private void advance() {
    next = reader == null ? null : reader.next();
    if (next == null) {
      close();
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public ExampleGame next() {
    ExampleGame game = next;
    if (game == null) {
      throw new NoSuchElementException();
    }
    advance();
    return game;
  }

  private void close() {
    GameReader open = reader;
    reader = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
