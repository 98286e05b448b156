package org.tengen.driver.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/** Writes tables of a number, a text that may be missing, a list and a price. */
final class ParquetFiles {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message test {
            required int64 id;
            optional binary text (UTF8);
            repeated binary words (UTF8);
            optional binary price (DECIMAL(9,2));
          }
          """);

  private ParquetFiles() {}

  /** A table in many small row groups and pages; a text that is null is missing. */
  static Path write(Path file, List<@Nullable String> texts) throws IOException {
    return writeBytes(
        file,
        texts.stream()
            .<byte @Nullable []>map(
                text -> text == null ? null : text.getBytes(StandardCharsets.UTF_8))
            .toList());
  }

  static Path writeBytes(Path file, List<byte @Nullable []> texts) throws IOException {
    Configuration conf = new Configuration();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(SCHEMA)
            .withConf(conf)
            .withRowGroupSize(4_096L)
            .withPageSize(512)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
      for (int row = 0; row < texts.size(); row++) {
        Group group = rows.newGroup().append("id", (long) row);
        byte[] text = texts.get(row);
        if (text != null) {
          group.append("text", Binary.fromConstantByteArray(text));
        }
        writer.write(group);
      }
    }
    return file;
  }
}
