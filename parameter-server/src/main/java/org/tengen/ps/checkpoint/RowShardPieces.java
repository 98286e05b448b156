package org.tengen.ps.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tengen.ps.rows.RowSnapshot;

/**
 * What {@link RowShardFile} tells of as pieces for another process, of which there is one at a time
 * in memory. Used by one thread at a time.
 */
public final class RowShardPieces {
  /** The bytes after which a piece ends; what is written last has no more than that itself. */
  private static final int ENOUGH_BYTES = 512 * 1024;

  private final RowShardWriter writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LittleOutput out = new LittleOutput(bytes);
  private boolean more = true;

  /** The pieces of a snapshot, which stays its owner's to close. */
  public RowShardPieces(RowSnapshot snapshot) {
    this.writer = new RowShardWriter(snapshot);
  }

  /** The next bytes of the file, about a MiB at most; none after the last. */
  public byte[] next() {
    try {
      long before = out.written();
      while (more && out.written() - before < ENOUGH_BYTES) {
        more = writer.some(out);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory that cannot be written to", e);
    }
    byte[] piece = bytes.toByteArray();
    bytes.reset();
    return piece;
  }
}
