package org.tengen.corpus.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.tengen.corpus.CorpusException;

/**
 * The first 64 bytes of a partition file, little-endian: magic (8), version (4), vocabulary size
 * (4), tokens (8), sentences (8), CRC32C of all that follows the header (4), zeros, and CRC32C of
 * the header before it (4).
 *
 * @param vocabularySize every token is below it
 * @param tokens how many int32 follow
 * @param sentences how many of them end a sentence
 * @param checksum CRC32C over their bytes
 */
record Header(int vocabularySize, long tokens, long sentences, int checksum) {
  static final int BYTES = 64;

  private static final long MAGIC = 0x4B544E45474E4554L; // "TENGENTK"
  private static final int VERSION = 1;
  private static final int OWN_CHECKSUM = BYTES - Integer.BYTES;

  ByteBuffer toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).putInt(VERSION).putInt(vocabularySize);
    bytes.putLong(tokens).putLong(sentences).putInt(checksum);
    bytes.putInt(OWN_CHECKSUM, ownChecksum(bytes));
    return bytes.clear();
  }

  /** Reads the header of {@code file}, whose whole size is {@code fileBytes}. */
  static Header of(ByteBuffer bytes, Path file, long fileBytes) {
    ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < BYTES || in.getLong(0) != MAGIC) {
      throw broken(file, fileBytes + " bytes do not start as a partition does");
    }
    if (in.getInt(OWN_CHECKSUM) != ownChecksum(in) || in.getInt(8) != VERSION) {
      throw broken(file, "its header is damaged or of another version");
    }
    Header header = new Header(in.getInt(12), in.getLong(16), in.getLong(24), in.getInt(32));
    long expected = BYTES + header.tokens * Integer.BYTES;
    if (fileBytes != expected) {
      throw broken(file, fileBytes + " bytes where its header says " + expected);
    }
    return header;
  }

  private static int ownChecksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.duplicate().position(0).limit(OWN_CHECKSUM));
    return (int) crc.getValue();
  }

  static CorpusException broken(Path file, String what) {
    return new CorpusException(
        "partition=" + file + ": " + what + "; expected a whole partition file, encode it again");
  }
}
