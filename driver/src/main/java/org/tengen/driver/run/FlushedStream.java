package org.tengen.driver.run;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * A Hadoop stream whose flush puts what was written where a reader, or the next start, finds it.
 */
final class FlushedStream extends OutputStream {
  private final FSDataOutputStream out;

  FlushedStream(FSDataOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
  }

  @Override
  public void flush() throws IOException {
    out.hflush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
