package org.tengen.corpus.vectors;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.tengen.corpus.CorpusException;

/**
 * Words and a vector for each, in the order of their file: by custom the most frequent first.
 *
 * <p>Nothing changes it, as long as the vectors that it was made of stay as they are: it may be
 * read by many threads.
 */
public final class WordVectors {
  /** Bytes of a file's start that tell its format. */
  private static final int LOOKED_AT = 4096;

  private final int width;
  private final List<String> words;
  private final List<float[]> vectors;
  private final float[] lengths;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * Of words, none of them twice, and their vectors, which are not copied.
   *
   * @param width floats of every vector
   */
  public WordVectors(int width, List<String> words, List<float[]> vectors) {
    if (words.size() != vectors.size()) {
      throw new IllegalArgumentException(
          words.size() + " words and " + vectors.size() + " vectors: expected as many");
    }
    this.width = width;
    this.words = List.copyOf(words);
    this.vectors = List.copyOf(vectors);
    this.lengths = new float[words.size()];
    for (int place = 0; place < lengths.length; place++) {
      float[] vector = vectors.get(place);
      if (vector.length != width || places.put(words.get(place), place) != null) {
        throw new IllegalArgumentException(
            "word '%s' has %d floats or is there twice: expected %d, and once"
                .formatted(words.get(place), vector.length, width));
      }
      lengths[place] = (float) Math.sqrt(product(vector, vector));
    }
  }

  /** A word and how near it is. */
  public record Neighbour(String word, double cosine) {}

  /** The number of words. */
  public int size() {
    return words.size();
  }

  /** Floats of a vector. */
  public int width() {
    return width;
  }

  /** The word at a place, 0 to {@code size() - 1}. */
  public String word(int place) {
    return words.get(place);
  }

  /** The vector at a place; not a copy. */
  public float[] vector(int place) {
    return vectors.get(place);
  }

  /**
   * The place of a word as it is written, or else of the word in lower case; -1 if neither is here.
   */
  public int find(String word) {
    int place = places.getOrDefault(word, -1);
    return place >= 0 ? place : places.getOrDefault(word.toLowerCase(Locale.ROOT), -1);
  }

  /** The cosine of the angle between the vectors at two places; 0 where one is all zeros. */
  public double cosine(int first, int second) {
    return cosine(vectors.get(first), lengths[first], second);
  }

  private double cosine(float[] query, double length, int place) {
    double lengthsOfBoth = length * lengths[place];
    return lengthsOfBoth == 0 ? 0 : product(query, vectors.get(place)) / lengthsOfBoth;
  }

  /**
   * The words nearest to a word, the nearest first, without itself.
   *
   * @throws CorpusException if the word has no vector
   */
  public List<Neighbour> nearest(String word, int count) {
    int place = require(word);
    return nearest(vectors.get(place), count, size(), place);
  }

  /**
   * What is to {@code third} as {@code second} is to {@code first}: the words nearest to second -
   * first + third, each scaled to length 1, without the three (3CosAdd; Levy and Goldberg 2014).
   *
   * @throws CorpusException if one of the words has no vector
   */
  public List<Neighbour> analogy(String first, String second, String third, int count) {
    return analogy(require(first), require(second), require(third), count, size());
  }

  /** The same by places, among the words at the first {@code among} places. */
  public List<Neighbour> analogy(int first, int second, int third, int count, int among) {
    float[] query = new float[width];
    add(-1, first, query);
    add(1, second, query);
    add(1, third, query);
    return nearest(query, count, among, first, second, third);
  }

  private void add(float sign, int place, float[] query) {
    if (lengths[place] > 0) {
      float[] vector = vectors.get(place);
      for (int i = 0; i < width; i++) {
        query[i] += sign * vector[i] / lengths[place];
      }
    }
  }

  private int require(String word) {
    int place = find(word);
    if (place < 0) {
      throw new CorpusException(
          "word '%s' has no vector; %s"
              .formatted(
                  word,
                  Spelling.nearest(word, words)
                      .map(near -> "did you mean " + near + "?")
                      .orElse("expected one of the %d words of the file".formatted(size()))));
    }
    return place;
  }

  private List<Neighbour> nearest(float[] query, int count, int among, int... without) {
    double length = Math.sqrt(product(query, query));
    PriorityQueue<Neighbour> best =
        new PriorityQueue<>(Comparator.comparingDouble(Neighbour::cosine));
    for (int place = 0; place < Math.min(among, size()); place++) {
      double cosine = cosine(query, length, place);
      boolean enters = best.size() < count || (count > 0 && best.element().cosine() < cosine);
      if (enters && !contains(without, place)) {
        best.add(new Neighbour(words.get(place), cosine));
        if (best.size() > count) {
          best.remove();
        }
      }
    }
    List<Neighbour> ordered = new ArrayList<>(best);
    ordered.sort(Comparator.comparingDouble(Neighbour::cosine).reversed());
    return ordered;
  }

  private static boolean contains(int[] places, int place) {
    for (int each : places) {
      if (each == place) {
        return true;
      }
    }
    return false;
  }

  /** In four sums side by side, as one would wait for each addition. */
  private static double product(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (double) (s0 + s1) + (s2 + s3);
  }

  /** Writes a line with the numbers of words and floats, then a line a word, all in UTF-8. */
  public void writeText(OutputStream out) throws IOException {
    write(out, VectorWriter.Format.TEXT);
  }

  /**
   * Reads what {@link #writeText}, word2vec or gensim wrote.
   *
   * @param where the file's name, for the error
   * @throws CorpusException if it is not whole or not such a file; names the line
   */
  public static WordVectors readText(InputStream in, String where) throws IOException {
    return new VectorText(where).read(in);
  }

  /** Writes a line with the numbers of words and floats, then each word, a space, raw floats. */
  public void writeBinary(OutputStream out) throws IOException {
    write(out, VectorWriter.Format.BINARY);
  }

  @SuppressWarnings("MustBeClosedChecker") // the stream is the caller's
  private void write(OutputStream out, VectorWriter.Format format) throws IOException {
    words.forEach(VectorWriter::requireWritable);
    VectorWriter writer = new VectorWriter(out, format, size(), width);
    for (int place = 0; place < size(); place++) {
      writer.add(words.get(place), vectors.get(place));
    }
    writer.finish();
  }

  /**
   * Reads a file of either format, which its bytes tell: numbers in decimal have no control
   * characters, and floats do.
   *
   * @param where the file's name, for the error
   * @throws CorpusException if it is not whole or no such file
   */
  public static WordVectors read(InputStream in, String where) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(LOOKED_AT);
    byte[] start = buffered.readNBytes(LOOKED_AT);
    buffered.reset();
    for (byte each : start) {
      boolean white = each == '\n' || each == '\r' || each == '\t';
      if (each >= 0 && each < ' ' && !white) {
        return readBinary(buffered, where);
      }
    }
    return readText(buffered, where);
  }

  /**
   * Reads what {@link #writeBinary}, word2vec or gensim wrote: little-endian float32.
   *
   * @param where the file's name, for the error
   * @throws CorpusException if it is not whole or not such a file; names the byte
   */
  public static WordVectors readBinary(InputStream in, String where) throws IOException {
    return new VectorBinary(where, in).read();
  }
}
