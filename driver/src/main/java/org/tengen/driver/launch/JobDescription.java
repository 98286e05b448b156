package org.tengen.driver.launch;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark's UI says of the jobs that a thread starts. */
public final class JobDescription {
  private static final String PROPERTY = "spark.job.description";

  private JobDescription() {}

  /** Does some work whose jobs are described by {@code what}; the caller's own word stays. */
  public static <R> R during(JavaSparkContext spark, String what, Supplier<R> work) {
    String callers = spark.getLocalProperty(PROPERTY);
    spark.setJobDescription(what);
    try {
      return work.get();
    } finally {
      spark.setLocalProperty(PROPERTY, callers);
    }
  }
}
