package org.tengen.corpus.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One lane's encoded text, mapped into memory: it takes no heap, and may be larger than it and than
 * 2 GB.
 *
 * <p>Checked from end to end when it is opened. The mapping is given back when the garbage
 * collector finds that nobody reads it any more; the file must stay as it is until then.
 */
public final class PartitionFile implements Tokens {
  /** Tokens in one mapping: 1 GB, well below what a buffer can address. */
  private static final int TOKENS_PER_MAPPING_LOG2 = 28;

  private final Header header;
  private final IntBuffer[] mappings;
  private final int mappingLog2;

  private PartitionFile(Header header, IntBuffer[] mappings, int mappingLog2) {
    this.header = header;
    this.mappings = mappings;
    this.mappingLog2 = mappingLog2;
  }

  /**
   * Maps {@code file} and checks it.
   *
   * @throws org.tengen.corpus.CorpusException if it is not a whole partition file
   */
  public static PartitionFile open(Path file) throws IOException {
    return open(file, TOKENS_PER_MAPPING_LOG2);
  }

  static PartitionFile open(Path file, int mappingLog2) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(Header.BYTES);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // a read may return less than asked
      }
      Header header = Header.of(head.flip(), file, channel.size());
      CRC32C checksum = new CRC32C();
      long perMapping = 1L << mappingLog2;
      int count = Math.toIntExact((header.tokens() + perMapping - 1) >>> mappingLog2);
      IntBuffer[] mappings = new IntBuffer[count];
      for (int i = 0; i < count; i++) {
        long first = i * perMapping;
        long bytes = Math.min(perMapping, header.tokens() - first) * Integer.BYTES;
        long at = Header.BYTES + first * Integer.BYTES;
        MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, at, bytes);
        checksum.update(mapped.duplicate());
        mappings[i] = mapped.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      }
      if ((int) checksum.getValue() != header.checksum()) {
        throw Header.broken(file, "its tokens do not match their checksum");
      }
      return new PartitionFile(header, mappings, mappingLog2);
    }
  }

  @Override
  public long size() {
    return header.tokens();
  }

  @Override
  public int at(long position) {
    return mappings[(int) (position >>> mappingLog2)].get(
        (int) (position & ((1L << mappingLog2) - 1)));
  }

  /** How many sentences there are. */
  public long sentences() {
    return header.sentences();
  }

  /** The number that every token is below: that of the vocabulary it was encoded with. */
  public int vocabularySize() {
    return header.vocabularySize();
  }

  /** CRC32C of the tokens: equal partitions have equal ones. */
  public int checksum() {
    return header.checksum();
  }
}
