package org.tengen.corpus.vectors;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.tengen.corpus.CorpusException;

/**
 * Writes words with their vectors, one after the other, in one of word2vec's formats: however many
 * there are, one vector is in memory. Used by one thread.
 */
public final class VectorWriter implements Closeable {
  private final OutputStream out;
  private final Format format;
  private final int words;
  private final int width;
  private final ByteBuffer floats;
  private int written;

  /** The two formats. */
  public enum Format {
    /** A line a word, numbers in decimal, which are read again to the same bits. */
    TEXT,
    /** Each word, a space, little-endian float32. */
    BINARY
  }

  /**
   * A file of so many words.
   *
   * @param out closed with this
   * @param width floats of a vector
   */
  public VectorWriter(OutputStream out, Format format, int words, int width) throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.format = format;
    this.words = words;
    this.width = width;
    this.floats = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    print(words + " " + width + "\n");
  }

  /**
   * Refuses a word that could not be read again, as it has what ends a word in a file.
   *
   * @throws CorpusException naming it
   */
  public static void requireWritable(String word) {
    if (word.isEmpty() || word.chars().anyMatch(c -> c == ' ' || c == '\n' || c == '\r')) {
      throw new CorpusException(
          "word '%s' cannot be in a file of vectors: expected one without a space or the end of a line"
              .formatted(word));
    }
  }

  /** The next word. */
  public void add(String word, float[] vector) throws IOException {
    requireWritable(word);
    if (vector.length != width || written == words) {
      throw new IllegalArgumentException(
          "word %d of %d with %d floats: expected at most as many words, each with %d floats"
              .formatted(written + 1, words, vector.length, width));
    }
    written++;
    print(word);
    if (format == Format.TEXT) {
      for (float value : vector) {
        print(" " + value);
      }
    } else {
      out.write(' ');
      floats.asFloatBuffer().put(vector);
      out.write(floats.array());
    }
    out.write('\n');
  }

  private void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Completes the file on its way; the stream stays open. */
  public void finish() throws IOException {
    if (written < words) {
      throw new IllegalStateException("%d words of %d were written".formatted(written, words));
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
