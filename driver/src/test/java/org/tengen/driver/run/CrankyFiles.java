package org.tengen.driver.run;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** This machine's files under another scheme, which can fail, and note what is synced. */
public final class CrankyFiles extends RawLocalFileSystem {
  /** Names of files that were put on the disk, in order. */
  static final List<String> SYNCED = new ArrayList<>();

  /** The end of a file's name whose bytes find no place. */
  static String full = "none";

  /** A name that no file can take. */
  static String taken = "none";

  /** Settings under which {@code cranky:/...} is opened. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set("fs.cranky.impl", CrankyFiles.class.getName());
    configuration.setBoolean("fs.cranky.impl.disable.cache", true);
    return configuration;
  }

  @Override
  public URI getUri() {
    return URI.create("cranky:///");
  }

  @Override
  public String getScheme() {
    return "cranky";
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return !to.getName().equals(taken) && super.rename(from, to);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FSDataOutputStream out =
        super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    if (file.getName().equals(full)) {
      out.close();
      throw new IOException("no space left");
    }
    return new FSDataOutputStream(out, null) {
      @Override
      public void hsync() throws IOException {
        SYNCED.add(file.getName());
        super.hsync();
      }
    };
  }
}
