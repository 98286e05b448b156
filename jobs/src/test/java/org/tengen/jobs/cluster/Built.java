package org.tengen.jobs.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** What the build has laid, and the environment in which its scripts run. */
final class Built {
  static final Path HOME = path("tengen.home");
  static final Path JAR = path("tengen.jar");
  static final Path SPARK = path("spark.home");

  /** Everything on loopback. */
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SPARK_HOME", SPARK.toString(),
          "SPARK_CONF_DIR", HOME.resolve("conf").toString(),
          "SPARK_LOCAL_IP", "127.0.0.1",
          "SPARK_PUBLIC_DNS", "127.0.0.1",
          "SPARK_DAEMON_MEMORY", "256m",
          "OMP_NUM_THREADS", "1");

  private Built() {}

  /** A program of Spark's. */
  static String program(String name) {
    return SPARK.resolve("bin").resolve(name).toString();
  }

  private static Path path(String property) {
    return Path.of(Objects.requireNonNull(System.getProperty(property), property));
  }
}
