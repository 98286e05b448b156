package org.tengen.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.check.ClusterProbe;
import org.tengen.driver.check.ExecutorFacts;
import org.tengen.driver.launch.Attended;
import org.tengen.driver.launch.Slots;
import org.tengen.driver.launch.SparkStart;
import org.tengen.jobs.check.ClusterChecks;
import org.tengen.jobs.check.Finding;
import org.tengen.jobs.check.MachineChecks;
import org.tengen.jobs.settings.CheckSettings;

/** {@code tengen check}: looks at what a training would need, from the JVM to each executor. */
final class CheckJob implements Job {
  private static final String ANY_HOST = "127.0.0.1";

  private final Terminal terminal;
  private boolean wrong;

  CheckJob(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int run(Order order) throws InterruptedException, IOException {
    CheckSettings settings = CheckSettings.of(order.values());
    wrong = false;
    machine(settings);
    SparkMaster.choose(settings.master());
    session(settings).ifPresent(this::show);
    terminal.say(wrong ? "something is wrong: see FAIL above" : "all is well");
    return wrong ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void machine(CheckSettings settings) {
    show(MachineChecks.java(Runtime.version().feature(), Runtime.version().toString()));
    show(MachineChecks.heap(Runtime.getRuntime().maxMemory()));
    show(MachineChecks.offHeap(properties(), MachineChecks.machineBytes()));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    show(
        MachineChecks.folder(
            "temporary", temporary, "-Djava.io.tmpdir=FOLDER, where there is room"));
    show(MachineChecks.folder("run folders", Path.of("runs"), "start in a folder of your own"));
    show(MachineChecks.port(settings.bind().orElse(ANY_HOST), settings.port()));
    show(MachineChecks.engine());
  }

  /** Looks at the cluster; what it returns is that there is no session to do it in. */
  private Optional<Finding> session(CheckSettings settings)
      throws InterruptedException, IOException {
    JavaSparkContext started;
    try {
      started = SparkStart.start("tengen check", settings.workers());
    } catch (WrongSetting e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of(ClusterChecks.noSession(e));
    }
    try (JavaSparkContext spark = started) {
      cluster(spark, settings);
    }
    return Optional.empty();
  }

  private void cluster(JavaSparkContext spark, CheckSettings settings)
      throws InterruptedException, IOException {
    show(ClusterChecks.version(spark.version(), scala.util.Properties.versionNumberString()));
    int slots = await(spark, settings.workers(), settings.startDeadline());
    show(ClusterChecks.slots(spark.master(), slots, settings.workers()));
    if (slots == 0) {
      return;
    }
    boolean local = spark.isLocal();
    String host = settings.bind().orElse(spark.getConf().get("spark.driver.host", ANY_HOST));
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), settings.port()), slots);
      String reached = local ? "" : settings.advertise().orElse(host);
      int port = socket.getLocalPort();
      List<ExecutorFacts> executors =
          new Attended(spark, "looking at executors", settings.startDeadline(), () -> false)
              .run(() -> ClusterProbe.look(spark, slots, reached, port));
      ClusterChecks.executors(executors).forEach(this::show);
    }
  }

  /** The slots, as soon as there are enough of them, or at the deadline. */
  private static int await(JavaSparkContext spark, int workers, Duration deadline)
      throws InterruptedException {
    try {
      Slots.await(spark.sc(), workers, deadline);
    } catch (WrongSetting tooFew) {
      return Slots.count(spark.sc());
    }
    return Slots.count(spark.sc());
  }

  private void show(Finding finding) {
    wrong |= finding.state() == Finding.State.WRONG;
    terminal.say(finding.text());
  }

  private static Map<String, String> properties() {
    return System.getProperties().stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
  }
}
