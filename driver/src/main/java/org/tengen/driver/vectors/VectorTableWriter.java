package org.tengen.driver.vectors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.tengen.corpus.vectors.VectorWriter;

/**
 * Writes a table of vectors, by the library that Spark ships. It holds a group of rows of some MB
 * at a time. Vectors are not packed: float32 that was learned has nothing to be packed.
 */
final class VectorTableWriter implements VectorSink {
  private static final long GROUP_BYTES = 16L << 20;

  private final OutputStream out;
  private final int width;
  private final ParquetWriter<Entry> writer;
  private boolean finished;

  private record Entry(String word, float[] vector) {}

  VectorTableWriter(OutputStream out, int width) throws IOException {
    this.out = out;
    this.width = width;
    this.writer =
        new Builder(new Sink(out))
            .withRowGroupSize(GROUP_BYTES)
            .withDictionaryEncoding(false)
            .build();
  }

  @Override
  public void add(String word, float[] vector) throws IOException {
    VectorWriter.requireWritable(word);
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "word '%s' with %d floats: expected %d".formatted(word, vector.length, width));
    }
    writer.write(new Entry(word, vector));
  }

  @Override
  public void finish() throws IOException {
    finished = true;
    writer.close();
  }

  /** Without its end, which has what the table is, the file is none. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      out.close();
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Entry, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Entry> getWriteSupport(Configuration unused) {
      return new Rows();
    }
  }

  /** A vector as a row. */
  private static final class Rows extends WriteSupport<Entry> {
    @SuppressWarnings("NullAway.Init") // Parquet's writer prepares before it writes
    private RecordConsumer to;

    @Override
    public WriteContext init(Configuration unused) {
      return new WriteContext(VectorTable.SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      to = consumer;
    }

    @Override
    public void write(Entry entry) {
      to.startMessage();
      to.startField(VectorTable.WORD, 0);
      to.addBinary(Binary.fromString(entry.word));
      to.endField(VectorTable.WORD, 0);
      to.startField(VectorTable.VECTOR, 1);
      to.startGroup();
      to.startField(VectorTable.LIST, 0);
      for (float value : entry.vector) {
        to.startGroup();
        to.startField(VectorTable.ELEMENT, 0);
        to.addFloat(value);
        to.endField(VectorTable.ELEMENT, 0);
        to.endGroup();
      }
      to.endField(VectorTable.LIST, 0);
      to.endGroup();
      to.endField(VectorTable.VECTOR, 1);
      to.endMessage();
    }
  }

  /** A stream that begins here, and knows how far it is. */
  private record Sink(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Counted(new BufferedOutputStream(out, 1 << 16));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Counted extends PositionOutputStream {
    private final OutputStream to;
    private long written;

    Counted(OutputStream to) {
      this.to = to;
    }

    @Override
    public long getPos() {
      return written;
    }

    @Override
    public void write(int value) throws IOException {
      to.write(value);
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      to.write(bytes, offset, length);
      written += length;
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }

    @Override
    public void close() throws IOException {
      to.close();
    }
  }
}
