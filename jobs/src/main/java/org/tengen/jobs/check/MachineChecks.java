package org.tengen.jobs.check;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tengen.models.Engine;

/** What can be seen of this machine and JVM without Spark. */
public final class MachineChecks {
  private static final int JAVA = 17;
  private static final long MB = 1 << 20;
  private static final long LEAST_HEAP_MB = 700;
  private static final long LEAST_DISK_MB = 1024;

  private MachineChecks() {}

  /** Java, by the number of its release. */
  public static Finding java(int feature, String version) {
    return feature == JAVA
        ? Finding.ok("Java", version)
        : Finding.wrong(
            "Java",
            version + ": Spark 3.5 and Tengen are for Java " + JAVA,
            "set JAVA_HOME to a JDK " + JAVA + " (Debian: openjdk-17-jdk-headless)");
  }

  /** The heap of this JVM. */
  public static Finding heap(long maxBytes) {
    long mb = maxBytes / MB;
    return mb >= LEAST_HEAP_MB
        ? Finding.ok("heap", mb + " MB")
        : Finding.wrong(
            "heap",
            mb + " MB: a training needs " + LEAST_HEAP_MB + " MB and more",
            "TENGEN_HEAP=2g ./tengen ..., or spark-submit --driver-memory 2g");
  }

  /**
   * The memory outside the heap, which ND4J's arrays live in.
   *
   * @param properties the JVM's, by key
   * @param machineBytes the memory of the machine, or of the container
   */
  public static Finding offHeap(Map<String, String> properties, long machineBytes) {
    String limit = properties.get("org.bytedeco.javacpp.maxphysicalbytes");
    if (limit == null || properties.get("org.bytedeco.javacpp.maxbytes") == null) {
      return Finding.warning(
          "off-heap",
          "no limit: ND4J may take twice the heap beside the heap",
          "--conf spark.driver.extraJavaOptions=\"-Dorg.bytedeco.javacpp.maxbytes=2g"
              + " -Dorg.bytedeco.javacpp.maxphysicalbytes=5g\"");
    }
    return bytes(limit) <= machineBytes
        ? Finding.ok("off-heap", "the process stays below " + limit)
        : Finding.wrong(
            "off-heap",
            "the process may grow to " + limit + ", the machine has " + machineBytes / MB + " MB",
            "TENGEN_HEAP=1g ./tengen ..., or a smaller"
                + " -Dorg.bytedeco.javacpp.maxphysicalbytes");
  }

  /** The memory of this machine or container. */
  public static long machineBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  /** A folder in which files are made, or can be: writable, with room. Leaves nothing behind. */
  public static Finding folder(String what, Path folder, String fix) {
    try {
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there)) {
        there = Objects.requireNonNull(there.getParent(), "the root of the file system");
      }
      Files.delete(Files.createTempFile(there, ".tengen-check", ""));
      long freeMb = Files.getFileStore(there).getUsableSpace() / MB;
      return freeMb >= LEAST_DISK_MB
          ? Finding.ok(what, folder + ", " + freeMb + " MB free")
          : Finding.wrong(what, folder + ": only " + freeMb + " MB free", fix);
    } catch (IOException e) {
      return Finding.wrong(what, folder + ": cannot be written (" + e + ")", fix);
    }
  }

  /** The port of the parameter server. */
  public static Finding port(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return Finding.ok("port", host + ":" + (port == 0 ? "any free one" : port));
    } catch (IOException e) {
      return Finding.wrong(
          "port",
          "ps-port=" + port + " on " + host + ": " + e.getMessage(),
          "another --ps-port (0 is any free one), or an address of this machine as --bind");
    }
  }

  /** The engine's native library: loads it and lets it say what it is. */
  public static Finding engine() {
    try {
      return engine(Engine.load().facts());
    } catch (RuntimeException | LinkageError e) {
      return Finding.wrong(
          "native library",
          e.toString(),
          "a writable home or temporary folder, and a build for this processor: mvn -P generic");
    }
  }

  static Finding engine(Map<String, String> facts) {
    String saw =
        facts.entrySet().stream()
            .map(fact -> fact.getKey() + " " + fact.getValue())
            .collect(Collectors.joining(", "));
    return "off".equals(facts.get("helpers"))
        ? Finding.warning(
            "native library",
            saw + ": oneDNN's helpers are off, convolutions are five times slower",
            "-Dorg.eclipse.deeplearning4j.helpers.disable=false, and a build with oneDNN")
        : Finding.ok("native library", saw);
  }

  private static long bytes(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replaceAll("b$", "");
    char unit = lower.isEmpty() ? ' ' : lower.charAt(lower.length() - 1);
    int shift = unit == 'g' ? 30 : unit == 'm' ? 20 : unit == 'k' ? 10 : 0;
    String digits = lower.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) << shift;
  }
}
