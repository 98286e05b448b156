package org.tengen.jobs;

import java.util.Optional;

/** The master that this process's Spark takes. */
final class SparkMaster {
  private static final String PROPERTY = "spark.master";

  private SparkMaster() {}

  /** Makes {@code master} Spark's, unless the one who started the process has said one. */
  static void choose(Optional<String> master) {
    if (System.getProperty(PROPERTY) == null) {
      master.ifPresent(url -> System.setProperty(PROPERTY, url));
    }
  }
}
