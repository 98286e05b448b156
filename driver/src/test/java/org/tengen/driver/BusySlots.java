package org.tengen.driver;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Holds every slot of a local session for a while, as if its executors had gone. */
public final class BusySlots {
  private static volatile CountDownLatch held = new CountDownLatch(0);
  private static volatile CountDownLatch free = new CountDownLatch(0);

  private BusySlots() {}

  /** Calls {@code body} while all {@code slots} are held. */
  public static void during(JavaSparkContext spark, int slots, ThrowingCallable body)
      throws Throwable {
    held = new CountDownLatch(slots);
    free = new CountDownLatch(1);
    List<Integer> tasks = Collections.nCopies(slots, 0);
    JavaFutureAction<Void> job = spark.parallelize(tasks, slots).foreachAsync(task -> hold());
    try {
      if (!held.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the slots are not free");
      }
      body.call();
    } finally {
      free.countDown();
      job.get(30, TimeUnit.SECONDS);
    }
  }

  private static void hold() throws InterruptedException {
    held.countDown();
    if (!free.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody has freed the slots");
    }
  }
}
