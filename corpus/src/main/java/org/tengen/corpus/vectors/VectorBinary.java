package org.tengen.corpus.vectors;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tengen.corpus.CorpusException;

/**
 * The binary format: each word in UTF-8, a space, its floats as they are in memory. A newline in
 * front of a word is none of it: word2vec writes one behind each vector, gensim does not.
 */
final class VectorBinary {
  private static final int LONGEST_WORD = 10_000;

  private final String where;
  private final InputStream in;
  private long at;

  VectorBinary(String where, InputStream in) {
    this.where = where;
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  WordVectors read() throws IOException {
    byte[] first = until('\n', VectorHeader.LONGEST, "line 1");
    VectorHeader header = VectorHeader.parse(new String(first, StandardCharsets.ISO_8859_1), where);
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int word = 0; word < header.words(); word++) {
      String place = "word %d of %d".formatted(word + 1, header.words());
      words.add(word(place, seen));
      vectors.add(vector(header.width(), place));
    }
    requireEnd(header);
    return new WordVectors(header.width(), words, vectors);
  }

  private String word(String place, Set<String> seen) throws IOException {
    long start = at;
    byte[] bytes = until(' ', LONGEST_WORD, place);
    int from = 0;
    while (from < bytes.length && bytes[from] == '\n') {
      from++;
    }
    try {
      String word =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
              .toString();
      if (!word.isEmpty() && seen.add(word)) {
        return word;
      }
      throw new CorpusException(
          "vectors=%s: %s at byte %d is '%s'; expected a word that was not there before"
              .formatted(where, place, start, word));
    } catch (CharacterCodingException e) {
      throw new CorpusException(
          "vectors=%s: %s at byte %d is not UTF-8; expected word2vec's binary format"
              .formatted(where, place, start),
          e);
    }
  }

  private float[] vector(int width, String place) throws IOException {
    long start = at;
    byte[] bytes = in.readNBytes(width * Float.BYTES);
    at += bytes.length;
    if (bytes.length < width * Float.BYTES) {
      throw cut(place);
    }
    float[] vector = new float[width];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    for (int i = 0; i < width; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new CorpusException(
            "vectors=%s: %s has %s at byte %d; expected a finite number"
                .formatted(where, place, vector[i], start + (long) i * Float.BYTES));
      }
    }
    return vector;
  }

  private void requireEnd(VectorHeader header) throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        throw new CorpusException(
            "vectors=%s: goes on at byte %d behind the %d words that line 1 tells of"
                .formatted(where, at, header.words()));
      }
      at++;
    }
  }

  /** The bytes before the next {@code end}, which is passed over. */
  private byte[] until(int end, int most, String place) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != end; next = in.read()) {
      if (next < 0) {
        throw cut(place);
      }
      at++;
      bytes.write(next);
      if (bytes.size() > most) {
        throw new CorpusException(
            "vectors=%s: %s does not end by byte %d; expected word2vec's binary format"
                .formatted(where, place, at));
      }
    }
    at++;
    return bytes.toByteArray();
  }

  private CorpusException cut(String place) {
    return new CorpusException(
        "vectors=%s: ends at byte %d, within %s; expected the whole file"
            .formatted(where, at, place));
  }
}
