package org.tengen.driver.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.Reading;
import org.tengen.corpus.text.RecordReader;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import scala.Tuple2;

/**
 * The files of a text source, each with the number of its first record in the whole source. A task
 * reads whole files, so neither splits nor block sizes have a say in what a record is.
 *
 * @param files in their order
 * @param records of all of them
 * @param skipped what was left out
 */
record NumberedRecords(List<NumberedFile> files, long records, Skipped skipped) {
  private static final int MOST_TASKS = 512;

  /**
   * Reads the source once, to check and number it.
   *
   * @throws CorpusException for a source that is missing or empty, or has records that cannot be
   *     used and shall not be left out
   */
  static NumberedRecords check(JavaSparkContext spark, TextSource source, Reading reading) {
    List<TextFile> files = source.files();
    List<NumberedFile> numbered = new ArrayList<>();
    Skipped skipped = new Skipped();
    long next = 0;
    for (CheckedFile checked :
        spark.parallelize(files, tasks(files)).map(f -> check(source, f, reading)).collect()) {
      String wrong = checked.wrong();
      if (wrong != null) {
        throw new CorpusException(wrong);
      }
      numbered.add(new NumberedFile(checked.file(), next));
      skipped.add(checked.skipped());
      next += checked.records();
    }
    if (next == 0) {
      throw skipped.isEmpty()
          ? CorpusException.empty(source.name())
          : new CorpusException(
              "corpus=%s: no text that can be used in it: %s; expected at least one record"
                  .formatted(source.name(), skipped));
    }
    return new NumberedRecords(numbered, next, skipped);
  }

  private static CheckedFile check(TextSource source, TextFile file, Reading reading) {
    try (RecordReader reader = RecordReader.open(source, file, reading)) {
      return new CheckedFile(file, reader.count(), reader.skipped(), null);
    } catch (CorpusException e) {
      return new CheckedFile(file, 0, new Skipped(), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(source.where(file.name()) + " cannot be closed", e);
    }
  }

  /** In how many tasks files are read. */
  static int tasks(List<?> files) {
    return Math.min(files.size(), MOST_TASKS);
  }

  /** The records of one file with their numbers, in order; closed at the end, or with the task. */
  static Iterator<Tuple2<Long, String>> of(TextSource source, NumberedFile file, Reading reading) {
    return new Records(RecordReader.open(source, file.file(), reading), file.first());
  }

  private static final class Records implements Iterator<Tuple2<Long, String>> {
    /** Null once closed: the task's end holds this, and shall not hold the reader's memory. */
    private @Nullable RecordReader reader;

    private long number;
    private @Nullable String next;

    Records(RecordReader reader, long first) {
      this.reader = reader;
      this.number = first;
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
    public Tuple2<Long, String> next() {
      String record = next;
      if (record == null) {
        throw new NoSuchElementException();
      }
      advance();
      return new Tuple2<>(number++, record);
    }

    private void close() {
      RecordReader open = reader;
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
}
