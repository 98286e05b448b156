package org.tengen.driver.launch;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.metrics.TengenPlugin;

/**
 * The start of a Spark session from the user's own settings. Only what is missing is filled in: a
 * master or a resource set in code would beat the user's flags.
 */
public final class SparkStart {
  /** Enough for a long run, and so few that executors that always die end it. */
  private static final String STAGE_ATTEMPTS = "32";

  private static final String PROMETHEUS = "spark.metrics.conf.driver.sink.prometheusServlet.";

  private SparkStart() {}

  /**
   * Starts Spark.
   *
   * @param name the application's, in Spark's UI
   * @param lanes tasks that run at once: the slots of the local master, where no master is set
   * @throws WrongSetting for what cannot work with Tengen, by name
   */
  public static JavaSparkContext start(String name, int lanes) {
    return start(new SparkConf(), name, lanes);
  }

  private static JavaSparkContext start(SparkConf conf, String name, int lanes) {
    refuse(conf);
    complete(conf, name, lanes);
    return new JavaSparkContext(conf);
  }

  /** Fills in what is missing, for whoever starts Spark in another way. */
  public static void complete(SparkConf conf, String name, int lanes) {
    int slots = Math.max(lanes, Runtime.getRuntime().availableProcessors());
    // local[N] never retries a task; local[N,4] does, as clusters do
    conf.setIfMissing("spark.master", "local[" + slots + ",4]");
    conf.setIfMissing("spark.app.name", name);
    conf.setIfMissing("spark.ui.enabled", "true");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    if (!conf.contains("spark.kryo.registrator")) {
      conf.set("spark.kryo.registrator", KryoClasses.class.getName());
    }
    if (isLocal(conf)) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    // the figures of trainings among Spark's own, under a name that is the same in every run
    conf.setIfMissing("spark.plugins", TengenPlugin.class.getName());
    conf.setIfMissing("spark.metrics.namespace", "tengen");
    conf.setIfMissing(PROMETHEUS + "class", "org.apache.spark.metrics.sink.PrometheusServlet");
    conf.setIfMissing(PROMETHEUS + "path", "/metrics/prometheus");
    // A training is one stage for hours, and each executor that dies in it costs an attempt.
    conf.setIfMissing("spark.stage.maxConsecutiveAttempts", STAGE_ATTEMPTS);
  }

  /** Do all tasks run in the driver's own JVM? */
  public static boolean isLocal(SparkConf conf) {
    String master = conf.get("spark.master");
    return master.equals("local") || master.startsWith("local[");
  }

  private static void refuse(SparkConf conf) {
    if (conf.getBoolean("spark.speculation", false)) {
      throw new WrongSetting(
          "spark.speculation=true: a second copy of a lane would take the lane from the first and"
              + " gain nothing; set --conf spark.speculation=false");
    }
  }
}
