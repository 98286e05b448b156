package org.tengen.go.gtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8, each of bounded length, as they come. */
final class LineReader {
  /**
   * A line without its end.
   *
   * @param text as much of it as the limit allows
   * @param whole is that all of it?
   */
  record Line(String text, boolean whole) {}

  private final InputStream in;
  private final int limit;

  /**
   * A reader of what comes from {@code in}, which has a buffer.
   *
   * @param limit bytes that are kept of a line
   */
  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** The next line, complete with its end or with the end of all; empty at the end. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean whole = true;
    boolean any = false;
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        return any ? Optional.of(line(line, whole)) : Optional.empty();
      }
      any = true;
      if (line.size() < limit) {
        line.write(octet);
      } else {
        whole = false;
      }
    }
    return Optional.of(line(line, whole));
  }

  private static Line line(ByteArrayOutputStream bytes, boolean whole) {
    return new Line(bytes.toString(StandardCharsets.UTF_8), whole);
  }
}
