package org.tengen.corpus.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a gzip file of any number of members, one after the other.
 *
 * <p>Where a member is cut short, also within its header, reading ends in an {@link EOFException};
 * behind the last member nothing else may be. (The JDK's own reader takes a later member that it
 * cannot open for the file's end, and what is in it would be lost in silence.)
 */
final class GzipMembers extends InputStream {
  private final InputStream stored;
  private @Nullable InputStream text;

  /** Reads {@code stored} when it is read itself, and closes it when it is closed. */
  GzipMembers(InputStream stored) {
    this.stored = stored;
  }

  private InputStream text() throws IOException {
    InputStream opened = text;
    if (opened == null) {
      opened = new GzipCompressorInputStream(stored, true);
      text = opened;
    }
    return opened;
  }

  @Override
  public int read() throws IOException {
    return text().read();
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    return text().read(to, at, length);
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
