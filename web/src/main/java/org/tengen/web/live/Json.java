package org.tengen.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages of the stream of events: an event's name, and one line of JSON. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** As many as differences of what a long run has counted need. */
  private static final int DIGITS = 9;

  private static final double LARGEST_WHOLE = 1e15;

  private Json() {}

  /** Writes an object's fields. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** A message. */
  static byte[] message(String event, Fields fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try {
      out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
      try (JsonGenerator json = FACTORY.createGenerator(out)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        fields.write(json);
        json.writeEndObject();
      }
      out.write("\n\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a message that is written to memory", e);
    }
    return out.toByteArray();
  }

  /** A field with rows of numbers. */
  static void rows(JsonGenerator json, String field, List<double[]> rows) throws IOException {
    json.writeArrayFieldStart(field);
    for (double[] row : rows) {
      row(json, row);
    }
    json.writeEndArray();
  }

  static void row(JsonGenerator json, double... row) throws IOException {
    json.writeStartArray();
    for (double value : row) {
      number(json, value);
    }
    json.writeEndArray();
  }

  /** What JSON cannot hold is null. */
  private static void number(JsonGenerator json, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
      json.writeNumber((long) value);
    } else {
      double scale = Math.pow(10, DIGITS - 1 - Math.floor(Math.log10(Math.abs(value))));
      double rounded = Math.rint(value * scale) / scale;
      json.writeNumber(Double.isFinite(rounded) ? rounded : value);
    }
  }
}
