package org.tengen.dl4j;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark in this JVM, with a slot for each lane that a test asks for. */
final class LocalSpark {
  private LocalSpark() {}

  static SparkConf conf(int slots) {
    return new SparkConf()
        .setMaster("local[" + slots + ",4]")
        .setAppName("training master")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }

  static JavaSparkContext start(int slots) {
    JavaSparkContext spark = new JavaSparkContext(conf(slots));
    spark.setLogLevel("WARN");
    return spark;
  }
}
