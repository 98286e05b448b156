package org.tengen.driver.launch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How a thread's jobs are grouped and described in Spark's UI, as somebody had set it who is to
 * find it so again.
 */
public final class JobLabels {
  private static final String DESCRIPTION = "spark.job.description";
  private static final List<String> ALL =
      List.of("spark.jobGroup.id", DESCRIPTION, "spark.job.interruptOnCancel");

  private final JavaSparkContext spark;
  private final Map<String, String> labels = new LinkedHashMap<>();

  private JobLabels(JavaSparkContext spark) {
    this.spark = spark;
    ALL.forEach(label -> labels.put(label, spark.getLocalProperty(label)));
  }

  /** Those of this thread as they are. */
  static JobLabels of(JavaSparkContext spark) {
    return new JobLabels(spark);
  }

  /** Sets them as they were, in the same thread. */
  void restore() {
    labels.forEach(spark::setLocalProperty);
  }

  /** Does some work whose jobs are described by {@code what}, in the group that there is. */
  public static <R> R during(JavaSparkContext spark, String what, Supplier<R> work) {
    JobLabels callers = of(spark);
    spark.setJobDescription(what);
    try {
      return work.get();
    } finally {
      callers.restore();
    }
  }
}
