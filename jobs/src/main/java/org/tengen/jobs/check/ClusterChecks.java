package org.tengen.jobs.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tengen.driver.check.ExecutorFacts;

/** What can be seen of a running Spark session. */
public final class ClusterChecks {
  private static final String SPARK = "3.5.";
  private static final String SCALA = "2.12.";

  private ClusterChecks() {}

  /** Spark's version and its Scala. */
  public static Finding version(String spark, String scala) {
    return spark.startsWith(SPARK) && scala.startsWith(SCALA)
        ? Finding.ok("Spark", spark + " for Scala " + scala)
        : Finding.wrong(
            "Spark",
            spark + " for Scala " + scala + ": Tengen is for Spark 3.5 for Scala 2.12",
            "a Spark 3.5 distribution for Scala 2.12, or the one in ./tengen cluster");
  }

  /** A session that did not come to be. */
  public static Finding noSession(RuntimeException e) {
    return Finding.wrong(
        "Spark", "no session: " + e, "a --master that answers; Spark's own log lines say more");
  }

  /** Whether the lanes that were asked for run at once. */
  public static Finding slots(String master, int slots, int workers) {
    String saw = master + " runs " + slots + " tasks at once";
    return slots >= workers
        ? Finding.ok("slots", saw + ", " + workers + " are wanted")
        : Finding.wrong(
            "slots",
            saw + ", workers=" + workers + " are wanted",
            "--workers "
                + Math.max(1, slots)
                + " or fewer, or more executors or cores"
                + " (--conf spark.cores.max, --conf spark.executor.instances)");
  }

  /** The executors, each by itself and all together. */
  public static List<Finding> executors(List<ExecutorFacts> executors) {
    List<Finding> findings = new ArrayList<>();
    Set<Map<String, String>> engines = new HashSet<>();
    for (ExecutorFacts facts : executors) {
      findings.add(executor(facts));
      engines.add(facts.engine());
    }
    if (engines.size() > 1) {
      findings.add(
          Finding.warning(
              "executors",
              "their engines or processors differ: bsp refuses to run on them",
              "hosts of one kind, or another strategy"));
    }
    return findings;
  }

  private static Finding executor(ExecutorFacts facts) {
    String what = facts.executor().equals("driver") ? "executor" : "executor " + facts.executor();
    String saw = facts.host() + ", Java " + facts.java() + ", heap " + facts.heapMb() + " MB";
    if (!facts.engineProblem().isEmpty()) {
      return Finding.wrong(
          what,
          saw + ": the native library does not load: " + facts.engineProblem(),
          "a writable home or temporary folder there, and a build for its processor");
    }
    if (!facts.reachProblem().isEmpty()) {
      return Finding.wrong(
          what,
          saw + ": does not reach the driver: " + facts.reachProblem(),
          "--bind and --advertise with an address that executors reach, and an open --ps-port");
    }
    return facts.offHeapLimited()
        ? Finding.ok(what, saw)
        : Finding.warning(
            what,
            saw + ": no limit for ND4J's memory outside the heap",
            "--conf spark.executor.extraJavaOptions=\"-Dorg.bytedeco.javacpp.maxbytes=2g"
                + " -Dorg.bytedeco.javacpp.maxphysicalbytes=5g\"");
  }
}
