package org.tengen.driver.training;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;
import org.tengen.driver.WrongSetting;

/**
 * The memory that a JVM may take, as its options and Spark's settings limit it.
 *
 * @param side whose JVM it is
 * @param heapBytes the largest heap
 * @param nativeBytes ND4J's arrays: JavaCPP's {@code maxbytes}, by itself the heap's size
 * @param directBytes network buffers: {@code -XX:MaxDirectMemorySize}, by itself the heap's size
 * @param processBytes the whole process: JavaCPP's {@code maxphysicalbytes}, by itself heap and
 *     arrays; 0 for no limit
 * @param overheadBytes beside the heap in a container of YARN's or Kubernetes'; 0 without one
 */
public record Room(
    Side side,
    long heapBytes,
    long nativeBytes,
    long directBytes,
    long processBytes,
    long overheadBytes) {
  private static final String MAX_BYTES = "-Dorg.bytedeco.javacpp.maxbytes=";
  private static final String MAX_PHYSICAL = "-Dorg.bytedeco.javacpp.maxphysicalbytes=";
  private static final String MAX_DIRECT = "-XX:MaxDirectMemorySize=";
  private static final String SMALLER = "or take a smaller --vocabulary or --hidden";
  private static final long LEAST_OVERHEAD = 384L << 20;

  /** What the launcher lets the process have beside twice the heap. */
  private static final long LAUNCHER_SLACK = 1024L << 20;

  /** Whose JVM it is. */
  public enum Side {
    /** The driver, which the launcher may have started. */
    DRIVER,
    /** An executor. */
    EXECUTOR;

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** This JVM, which is the driver's. */
  public static Room ofDriver(SparkConf conf) {
    String options = String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    long heap = Runtime.getRuntime().maxMemory();
    boolean contained = conf.get("spark.submit.deployMode", "client").equals("cluster");
    return of(Side.DRIVER, heap, options, contained ? overhead(conf, Side.DRIVER, heap) : 0);
  }

  /** An executor, as Spark's settings will start it. */
  public static Room ofExecutor(SparkConf conf) {
    String options =
        conf.get("spark.executor.defaultJavaOptions", "")
            + " "
            + conf.get("spark.executor.extraJavaOptions", "");
    long heap = conf.getSizeAsMb("spark.executor.memory", "1g") << 20;
    return of(Side.EXECUTOR, heap, options, overhead(conf, Side.EXECUTOR, heap));
  }

  /** A JVM with these options; of one that is given twice the last counts, as for the JVM. */
  static Room of(Side side, long heap, String options, long overhead) {
    long arrays = size(options, MAX_BYTES, heap);
    long direct = size(options, MAX_DIRECT, 0);
    return new Room(
        side,
        heap,
        arrays,
        direct == 0 ? heap : direct,
        size(options, MAX_PHYSICAL, heap + arrays),
        overhead);
  }

  private static long size(String options, String option, long otherwise) {
    Matcher matcher =
        Pattern.compile("(?:^|[\\s\"'])" + Pattern.quote(option) + "([0-9]+[kKmMgGtT]?)[bB]?\\b")
            .matcher(options);
    long size = otherwise;
    while (matcher.find()) {
      size = JavaUtils.byteStringAsBytes(matcher.group(1));
    }
    return size;
  }

  /** What Spark asks for beside the heap; a standalone cluster has no containers. */
  private static long overhead(SparkConf conf, Side side, long heap) {
    String master = conf.get("spark.master", "");
    if (!master.startsWith("yarn") && !master.startsWith("k8s")) {
      return 0;
    }
    String key = "spark." + side.key() + ".memoryOverhead";
    if (conf.contains(key)) {
      return conf.getSizeAsMb(key) << 20;
    }
    double factor = conf.getDouble(key + "Factor", 0.1);
    return Math.max(LEAST_OVERHEAD, (long) (factor * heap));
  }

  /**
   * Refuses what does not fit.
   *
   * @param what needs it
   * @throws WrongSetting with what is needed, what there is, and how to have more
   */
  void require(Need need, String what) {
    String name = side == Side.DRIVER ? "the driver" : "an executor";
    if (need.heapBytes() > heapBytes) {
      throw tooSmall(
          "%s's heap is %d MB, and %s need %d MB",
          conf("memory", need.heapBytes()), need, name, heapBytes, what, need.heapBytes());
    }
    if (need.nativeBytes() > nativeBytes) {
      throw tooSmall(
          "ND4J's arrays in %s may take %d MB, and %s need %d MB",
          option(MAX_BYTES, need.nativeBytes()), need, name, nativeBytes, what, need.nativeBytes());
    }
    if (need.directBytes() > directBytes) {
      throw tooSmall(
          "network buffers in %s may take %d MB, and %s need %d MB",
          option(MAX_DIRECT, need.directBytes()),
          need,
          name,
          directBytes,
          what,
          need.directBytes());
    }
    requireProcess(need, name, what);
  }

  private void requireProcess(Need need, String name, String what) {
    long process = heapBytes + need.outsideBytes();
    if (processBytes > 0 && process > processBytes) {
      throw tooSmall(
          "the whole process of %s may take %d MB, and %s need %d MB with the heap",
          option(MAX_PHYSICAL, process), need, name, processBytes, what, process);
    }
    if (overheadBytes > 0 && need.outsideBytes() > overheadBytes) {
      throw tooSmall(
          "the container of %s has %d MB beside the heap, and %s need %d MB there",
          conf("memoryOverhead", need.outsideBytes()),
          need,
          name,
          overheadBytes,
          what,
          need.outsideBytes());
    }
  }

  private WrongSetting tooSmall(
      String format, String fix, Need need, String name, long has, String what, long needs) {
    String launcher =
        side == Side.DRIVER
            ? ", or TENGEN_HEAP=%dm for the launcher".formatted(launcher(need))
            : "";
    String fewer =
        side == Side.DRIVER ? "" : "run fewer workers in it (--conf spark.executor.cores=1), ";
    return new WrongSetting(
        "memory: "
            + format.formatted(name, megabytesDown(has), what, megabytes(needs))
            + "; give it more (%s%s), %s%s".formatted(fix, launcher, fewer, SMALLER));
  }

  private String conf(String key, long bytes) {
    return "--conf spark.%s.%s=%dm".formatted(side.key(), key, megabytes(bytes));
  }

  private String option(String option, long bytes) {
    return side == Side.DRIVER
        ? "--driver-java-options %s%dm".formatted(option, megabytes(bytes))
        : "--conf spark.executor.extraJavaOptions=%s%dm".formatted(option, megabytes(bytes));
  }

  /** The heap with which the launcher's limits, which follow it, are all large enough. */
  private static long launcher(Need need) {
    long largest = Math.max(need.heapBytes(), Math.max(need.nativeBytes(), need.directBytes()));
    return megabytes(Math.max(largest, need.outsideBytes() - LAUNCHER_SLACK));
  }

  private static long megabytesDown(long bytes) {
    return bytes >> 20;
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
