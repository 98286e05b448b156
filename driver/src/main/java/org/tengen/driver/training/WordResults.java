package org.tengen.driver.training;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.vectors.VectorFormat;
import org.tengen.driver.vectors.VectorSink;
import org.tengen.ps.store.Store;

/**
 * What a training of word vectors leaves in its run folder beside the report: the vocabulary with
 * its counts, and the vectors. These are written one after the other, so the table may be larger
 * than this process.
 */
public final class WordResults {
  /** The file of the vocabulary. */
  public static final String VOCABULARY = "vocabulary.txt";

  private static final String PARTIAL = ".vectors.partial";

  private final RunFolder folder;
  private final Vocabulary vocabulary;
  private final PicturedWords pictured;

  /** Where the vectors come from, in the order of the vocabulary. */
  @FunctionalInterface
  interface Vectors {
    /** Sets {@code into} to the next one. */
    void next(float[] into) throws IOException;
  }

  /** Results whose vectors {@code pictured} sees as they are written. */
  WordResults(RunFolder folder, Vocabulary vocabulary, PicturedWords pictured) {
    this.folder = folder;
    this.vocabulary = vocabulary;
    this.pictured = pictured;
  }

  /** Writes the vocabulary. */
  void writeVocabulary() {
    StringWriter text = new StringWriter();
    try {
      vocabulary.write(text);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory failed", e);
    }
    folder.write(VOCABULARY, text.toString());
  }

  /** Writes the vectors, which appear under their name when they are whole. */
  void write(VectorFormat format, int width, Vectors vectors) throws IOException {
    Store store = folder.store();
    int words = vocabulary.size() - Vocabulary.SPECIALS;
    try (OutputStream out = store.create(PARTIAL);
        VectorSink sink = format.open(out, words, width)) {
      float[] vector = new float[width];
      for (int word = 0; word < words; word++) {
        vectors.next(vector);
        String name = vocabulary.word(word + Vocabulary.SPECIALS);
        sink.add(name, vector);
        pictured.see(name, vector);
      }
      sink.finish();
    }
    store.rename(PARTIAL, format.file());
  }

  /** The same of a file of raw little-endian float32, which is deleted then. */
  void writeFrom(String raw, VectorFormat format, int width) throws IOException {
    Store store = folder.store();
    try (InputStream in = store.open(raw);
        DataInputStream floats = new DataInputStream(new BufferedInputStream(in, 1 << 16))) {
      ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      write(
          format,
          width,
          into -> {
            floats.readFully(row.array());
            row.asFloatBuffer().get(into);
          });
    }
    store.delete(raw);
    store.delete(raw + ".sha256");
  }
}
