package org.tengen.corpus.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int LONGEST = 70_000;

  /** Gives as many bytes at a time as the seed says. */
  private static final class Drops extends ByteArrayInputStream {
    private final Random random;

    Drops(byte[] bytes, long seed) {
      super(bytes);
      this.random = new Random(seed);
    }

    @Override
    public synchronized int read(byte[] to, int at, int length) {
      return super.read(to, at, 1 + random.nextInt(Math.min(length, 100_000)));
    }
  }

  /** Each line as its number, place and text; of one that is too long, that. */
  private static List<String> lines(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in, LONGEST)) {
      while (reader.next()) {
        String place = reader.number() + "@" + reader.at(reader.start()) + " ";
        int length = reader.end() - reader.start();
        lines.add(
            place
                + (reader.tooLong()
                    ? "too long"
                    : new String(reader.buffer(), reader.start(), length, UTF_8)));
      }
      assertThat(reader.next()).isFalse();
    }
    return lines;
  }

  @Test
  void findsTheSameLinesHoweverTheBytesArrive() throws IOException {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int number = 1; number <= 20; number++) {
        boolean huge = random.nextInt(5) == 0;
        int near = LONGEST - 2 + random.nextInt(5);
        int length = huge ? near + (random.nextBoolean() ? random.nextInt(90_000) : 0) : 3;
        expected.add(
            number
                + "@"
                + text.length()
                + " "
                + (length > LONGEST ? "too long" : "a".repeat(length)));
        text.append("a".repeat(length)).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      String whole = random.nextBoolean() ? text.toString() : text.toString().stripTrailing();

      assertThat(lines(new Drops(whole.getBytes(UTF_8), seed)))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }
}
