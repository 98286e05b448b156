package org.tengen.driver.vectors;

import java.io.IOException;
import java.io.OutputStream;
import org.tengen.corpus.vectors.VectorWriter;

/** How a run writes its vectors. */
public enum VectorFormat {
  /** word2vec's text format: a line a word. */
  TEXT("vectors.txt"),
  /** word2vec's binary format. */
  BINARY("vectors.bin"),
  /** A table with a column of words and one of lists of float32, as {@link VectorTable} has it. */
  PARQUET("vectors.parquet");

  private final String file;

  VectorFormat(String file) {
    this.file = file;
  }

  /** The name of the file in a run's folder. */
  public String file() {
    return file;
  }

  /**
   * A file of so many vectors.
   *
   * @param out closed with what is returned
   * @param width floats of a vector
   */
  public VectorSink open(OutputStream out, int words, int width) throws IOException {
    return switch (this) {
      case TEXT -> word2vec(new VectorWriter(out, VectorWriter.Format.TEXT, words, width));
      case BINARY -> word2vec(new VectorWriter(out, VectorWriter.Format.BINARY, words, width));
      case PARQUET -> new VectorTableWriter(out, width);
    };
  }

  private static VectorSink word2vec(VectorWriter writer) {
    return new VectorSink() {
      @Override
      public void add(String word, float[] vector) throws IOException {
        writer.add(word, vector);
      }

      @Override
      public void finish() throws IOException {
        writer.finish();
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }
}
