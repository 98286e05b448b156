package org.tengen.jobs.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A standalone Spark cluster of processes on this machine, each worker with one core. */
final class Cluster implements AutoCloseable {
  private static final Duration UP = Duration.ofMinutes(2);
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern PAGE = Pattern.compile("WebUI to \\S+ and started at (http://\\S+)");

  private final Path folder;
  private final Child master;
  private final List<Child> workers = new ArrayList<>();

  private Cluster(Path folder, int count) throws IOException {
    this.folder = folder;
    Files.createDirectories(work());
    this.master = daemon("master", "master.Master", List.of("--host", "127.0.0.1", "--port", "0"));
    await("the master").atMost(UP).until(() -> found(master, MASTER).isPresent());
    for (int i = 0; i < count; i++) {
      begin();
    }
    workers.forEach(Cluster::awaitRegistered);
  }

  /** Starts one more worker, and waits until the master knows it. */
  void addWorker() {
    awaitRegistered(begin());
  }

  private Child begin() {
    List<String> flags =
        List.of(
            "--host",
            "127.0.0.1",
            "--cores",
            "1",
            "--memory",
            "1600m",
            "--work-dir",
            work().toString(),
            master());
    Child worker = daemon("worker-" + (workers.size() + 1), "worker.Worker", flags);
    workers.add(worker);
    return worker;
  }

  private static void awaitRegistered(Child worker) {
    await("a worker")
        .atMost(UP)
        .until(() -> worker.text().contains("Successfully registered with master"));
  }

  /** Starts one with its logs in {@code folder}. */
  static Cluster start(Path folder, int workers) throws IOException {
    return new Cluster(folder, workers);
  }

  private Child daemon(String name, String type, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Built.program("spark-class"));
    command.add("org.apache.spark.deploy." + type);
    command.addAll(List.of("--webui-port", "0"));
    command.addAll(flags);
    Map<String, String> environment = new HashMap<>(Built.ENVIRONMENT);
    environment.put("SPARK_LOCAL_DIRS", folder.toString());
    environment.put(
        "SPARK_DAEMON_JAVA_OPTS",
        // in quotes, as Spark cuts it at spaces
        "\"-Dlog4j2.configurationFile=%s\""
            .formatted(Built.HOME.resolve("conf/log4j2-cluster.properties")));
    return Child.start(name, folder, environment, command);
  }

  /** For {@code --master}. */
  String master() {
    return found(master, MASTER).orElseThrow();
  }

  /** Where the pages of master and workers are. */
  List<String> pages() {
    return Stream.concat(Stream.of(master), workers.stream())
        .map(child -> found(child, PAGE).orElseThrow())
        .toList();
  }

  /** The folder with a folder for each executor and driver that ran here. */
  Path work() {
    return folder.resolve("work");
  }

  /** The executors that live now. */
  List<ProcessHandle> executors() {
    return children("CoarseGrainedExecutorBackend");
  }

  /** Processes that workers have started and whose command line names {@code main}. */
  List<ProcessHandle> children(String main) {
    return workers.stream()
        .flatMap(worker -> worker.handle().children())
        .filter(child -> commandLine(child).contains(main))
        .toList();
  }

  /** A process's whole command line; empty once it has ended. */
  static String commandLine(ProcessHandle process) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
      return new String(line, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<String> found(Child child, Pattern pattern) {
    Matcher matcher = pattern.matcher(child.text());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public void close() {
    workers.forEach(Child::close);
    master.close();
  }
}
