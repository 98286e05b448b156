package org.tengen.corpus.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A source of one file in memory. */
record InMemory(String file, byte[] bytes) implements TextSource {
  private static final long serialVersionUID = 1L;

  InMemory(String file, String text) {
    this(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return "mem";
  }

  @Override
  public List<TextFile> files() {
    return List.of(new TextFile(file, bytes.length));
  }

  @Override
  public InputStream open(String name) {
    return new ByteArrayInputStream(bytes);
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What reading it finds. */
  Read read(Reading reading) {
    List<String> records = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(this, files().get(0), reading)) {
      for (String record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
      return new Read(records, reader.skipped());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Read(List<String> records, Skipped skipped) {}
}
