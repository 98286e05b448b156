package org.tengen.bench.masters;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Option;

/** Where a benchmark runs; what the program was started with goes before its own defaults. */
final class BenchSpark {
  private static final String UNBLOCK = " -Daeron.publication.unblock.timeout=40s";

  @Option(
      names = "--master",
      description = "local[N,4], or local-cluster[N,1,MB] with SPARK_HOME naming a Spark home")
  private String master = "local[2,4]";

  /** Locally all workers share this JVM; on a cluster each has one. */
  MasterKind.Workers workers(int count) {
    return new MasterKind.Workers(count, master.startsWith("local[") ? count : 1);
  }

  JavaSparkContext start() {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", master);
    conf.setIfMissing("spark.app.name", "training masters");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    conf.setIfMissing(
        "spark.executor.extraJavaOptions",
        "--add-modules=jdk.incubator.vector -Dorg.eclipse.deeplearning4j.helpers.disable="
            + System.getProperty("org.eclipse.deeplearning4j.helpers.disable", "false")
            + UNBLOCK);
    JavaSparkContext spark = new JavaSparkContext(conf);
    spark.setLogLevel("WARN");
    return spark;
  }
}
