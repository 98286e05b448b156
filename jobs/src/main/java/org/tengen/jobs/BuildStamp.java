package org.tengen.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this jar was built from.
 *
 * @param version of Tengen
 * @param commit the short hash; {@code unknown} when it was built outside a repository
 * @param dirty whether sources differed from the commit
 */
record BuildStamp(String version, String commit, boolean dirty) {
  private static final String RESOURCE = "/org/tengen/build.properties";
  private static final String UNKNOWN = "unknown";

  static BuildStamp load() {
    Properties stamp = new Properties();
    try (InputStream in = BuildStamp.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        stamp.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildStamp(
        stamp.getProperty("version", UNKNOWN),
        stamp.getProperty("commit", UNKNOWN),
        Boolean.parseBoolean(stamp.getProperty("dirty", "false")));
  }

  /** As {@code --version} says it. */
  String line() {
    return "tengen " + version + " (commit " + commit + (dirty ? ", with changes)" : ")");
  }
}
