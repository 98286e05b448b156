package org.tengen.corpus.partition;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * Encodes one partition into a file, sentence by sentence, in memory of one buffer.
 *
 * <p>What is written stands under another name until {@link #finish}, which gives it its own at
 * once: a reader finds a whole file or none. The same records give the same bytes. Not safe for use
 * by several threads; two writers of one file do not disturb each other, the last to finish stays.
 */
public final class PartitionWriter implements Closeable {
  private final Path file;
  private final Path partial;
  private final FileChannel channel;
  private final int vocabularySize;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();
  private long tokens;
  private long sentences;
  private long lastRecord = -1;

  /**
   * Starts {@code file}; its folder is made when it is not there.
   *
   * @param vocabularySize every token id will be below it
   */
  public PartitionWriter(Path file, int vocabularySize) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    this.file = file;
    this.vocabularySize = vocabularySize;
    Files.createDirectories(folder);
    this.partial = Files.createTempFile(folder, file.getFileName() + ".", ".partial");
    this.channel = FileChannel.open(partial, StandardOpenOption.WRITE);
    channel.position(Header.BYTES);
  }

  /**
   * Adds a record's tokens and the end of the sentence behind them; nothing when it has no token.
   *
   * @param record its number, greater than that of every record before: order is part of the bytes
   * @param ids token ids, without the end of the sentence
   */
  public void add(long record, int[] ids) throws IOException {
    if (record <= lastRecord) {
      throw new IllegalArgumentException(
          "record " + record + " after record " + lastRecord + ": expected ascending numbers");
    }
    lastRecord = record;
    if (ids.length == 0) {
      return;
    }
    for (int id : ids) {
      if (id == Vocabulary.END || id == Vocabulary.BEGIN || id < 0 || id >= vocabularySize) {
        throw new IllegalArgumentException(
            "record %d has token %d: expected a word or unknown, below %d"
                .formatted(record, id, vocabularySize));
      }
      put(id);
    }
    put(Vocabulary.END);
    sentences++;
  }

  private void put(int token) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.putInt(token);
    tokens++;
  }

  private void flush() throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Completes the file under its name, in place of an older one, and opens it. */
  public PartitionFile finish() throws IOException {
    flush();
    ByteBuffer header =
        new Header(vocabularySize, tokens, sentences, (int) checksum.getValue()).toBytes();
    for (long at = 0; header.hasRemaining(); ) {
      at += channel.write(header, at);
    }
    channel.close();
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return PartitionFile.open(file);
  }

  /** Drops what was written, unless it was finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(partial);
  }
}
