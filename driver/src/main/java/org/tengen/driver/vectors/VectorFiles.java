package org.tengen.driver.vectors;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;

/** Reads files of vectors of any format, which their bytes tell. */
public final class VectorFiles {
  private VectorFiles() {}

  /**
   * Reads a file.
   *
   * @param files where it is
   * @param where its name, for the error
   * @throws java.io.FileNotFoundException if there is none
   * @throws CorpusException if it is not whole or no such file
   */
  public static WordVectors read(FileSystem files, Path path, Configuration hadoop, String where)
      throws IOException {
    byte[] magic = VectorTable.MAGIC.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = new BufferedInputStream(files.open(path), 1 << 16)) {
      in.mark(magic.length);
      boolean table = Arrays.equals(in.readNBytes(magic.length), magic);
      in.reset();
      return table ? VectorTableReader.read(path, hadoop, where) : WordVectors.read(in, where);
    }
  }
}
