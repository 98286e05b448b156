package org.tengen.driver.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code metrics.jsonl}: one JSON object a line, each on its way to the disk when the call returns,
 * so that a killed run leaves whole lines. Used by one thread at a time.
 */
public final class MetricsLog implements Closeable {
  /** The file's name in a run's folder. */
  public static final String FILE = "metrics.jsonl";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final OutputStream out;

  MetricsLog(OutputStream out) {
    this.out = out;
  }

  /** Adds a line. */
  public synchronized void add(MetricsLine line) {
    try {
      out.write((MAPPER.writeValueAsString(line.fields()) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be written", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
