package org.tengen.driver.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.RecordReader;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import scala.Tuple2;

/**
 * The records of a text source on Spark, each with its number in the whole source. A task reads
 * whole files, so neither splits nor block sizes have a say in what a record is.
 */
final class NumberedRecords {
  private static final int MOST_TASKS = 512;

  private NumberedRecords() {}

  /**
   * Reads the source once, to check and number it.
   *
   * @return (number, record), in order
   * @throws CorpusException for a source that is missing, empty or not UTF-8
   */
  static JavaPairRDD<Long, String> read(JavaSparkContext spark, TextSource source) {
    List<TextFile> files = source.files();
    int tasks = Math.min(files.size(), MOST_TASKS);
    List<NumberedFile> numbered = new ArrayList<>();
    long next = 0;
    for (CheckedFile checked :
        spark.parallelize(files, tasks).map(f -> check(source, f)).collect()) {
      String wrong = checked.wrong();
      if (wrong != null) {
        throw new CorpusException(wrong);
      }
      numbered.add(new NumberedFile(checked.file(), next));
      next += checked.records();
    }
    if (next == 0) {
      throw CorpusException.empty(source.name());
    }
    return spark
        .parallelize(numbered, tasks)
        .flatMapToPair(file -> new Records(RecordReader.open(source, file.file()), file.first()));
  }

  private static CheckedFile check(TextSource source, TextFile file) {
    try {
      return new CheckedFile(file, RecordReader.count(source, file), null);
    } catch (CorpusException e) {
      return new CheckedFile(file, 0, e.getMessage());
    }
  }

  /** A file's records; the file is closed at its end, or with the task. */
  private static final class Records implements Iterator<Tuple2<Long, String>> {
    private final RecordReader reader;
    private long number;
    private @Nullable String next;

    Records(RecordReader reader, long first) {
      this.reader = reader;
      this.number = first;
      TaskContext task = TaskContext.get();
      if (task != null) {
        task.addTaskCompletionListener((TaskCompletionListener) done -> close());
      }
      this.next = reader.next();
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
      next = reader.next();
      if (next == null) {
        close();
      }
      return new Tuple2<>(number++, record);
    }

    private void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
