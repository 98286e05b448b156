package org.tengen.driver;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark in the test's own JVM, with every class that it moves registered. */
public final class LocalSpark {
  private LocalSpark() {}

  /** A session with this many slots; the caller closes it. */
  public static JavaSparkContext start(int slots) {
    return new JavaSparkContext(conf("local[" + slots + ",4]"));
  }

  /** The settings of a session that tests may add to. */
  public static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("test")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .set("spark.kryo.registrator", "org.tengen.driver.launch.KryoClasses")
        .set("spark.kryo.registrationRequired", "true");
  }
}
