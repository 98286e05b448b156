package org.tengen.jobs.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.check.ExecutorFacts;
import org.tengen.jobs.check.Finding.State;

class ChecksTest {
  private static final Map<String, String> LIMITS =
      Map.of("org.bytedeco.javacpp.maxbytes", "2g", "org.bytedeco.javacpp.maxphysicalbytes", "5g");

  @TempDir Path folder;

  private static ExecutorFacts executor(String id, String cpu, String engine, String reach) {
    return new ExecutorFacts(id, "host-a", "17.0.9", 2048, true, Map.of("cpu", cpu), engine, reach);
  }

  @Test
  void wantsJava17AndSaysHowToGetIt() {
    assertThat(MachineChecks.java(17, "17.0.9").state()).isEqualTo(State.OK);
    assertThat(MachineChecks.java(21, "21.0.1"))
        .isEqualTo(
            new Finding(
                State.WRONG,
                "Java",
                "21.0.1: Spark 3.5 and Tengen are for Java 17",
                "set JAVA_HOME to a JDK 17 (Debian: openjdk-17-jdk-headless)"));
  }

  @Test
  void wantsAHeapThatATrainingFitsInto() {
    assertThat(MachineChecks.heap(700L << 20).state()).isEqualTo(State.OK);
    assertThat(MachineChecks.heap(699L << 20).state()).isEqualTo(State.WRONG);
  }

  @Test
  void warnsWhereMemoryOutsideTheHeapHasNoLimit() {
    Finding finding = MachineChecks.offHeap(Map.of(), 16L << 30);
    assertThat(finding.state()).isEqualTo(State.WARNING);
    assertThat(finding.fix()).contains("--conf spark.driver.extraJavaOptions=");
  }

  @Test
  void refusesALimitBeyondTheMachine() {
    assertThat(MachineChecks.offHeap(LIMITS, 5L << 30).state()).isEqualTo(State.OK);
    assertThat(MachineChecks.offHeap(LIMITS, (5L << 30) - 1).state()).isEqualTo(State.WRONG);
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(MachineChecks.folder("run folders", file, "elsewhere").state())
        .isEqualTo(State.WRONG);
    assertThat(MachineChecks.folder("run folders", folder.resolve("new"), "elsewhere").saw())
        .startsWith(folder.resolve("new") + ", ");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void leavesNoFileInAFolderThatItLookedAt() throws IOException {
    MachineChecks.folder("temporary", folder, "elsewhere");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAPortThatIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Finding finding = MachineChecks.port("127.0.0.1", taken.getLocalPort());
      assertThat(finding.state()).isEqualTo(State.WRONG);
      assertThat(finding.saw()).startsWith("ps-port=" + taken.getLocalPort() + " on 127.0.0.1: ");
      assertThat(finding.fix()).contains("--ps-port");
    }
  }

  @Test
  void findsAFreePort() {
    assertThat(MachineChecks.port("127.0.0.1", 0))
        .isEqualTo(new Finding(State.OK, "port", "127.0.0.1:any free one", ""));
  }

  @Test
  void warnsWhereHelpersAreOff() {
    assertThat(MachineChecks.engine(Map.of("helpers", "off")).state()).isEqualTo(State.WARNING);
    assertThat(MachineChecks.engine(Map.of("helpers", "onednn")).state()).isEqualTo(State.OK);
  }

  @Test
  void wantsSpark35ForScala212() {
    assertThat(ClusterChecks.version("3.5.7", "2.12.18").state()).isEqualTo(State.OK);
    assertThat(ClusterChecks.version("3.5.7", "2.13.8").state()).isEqualTo(State.WRONG);
    assertThat(ClusterChecks.version("4.0.0", "2.12.18").state()).isEqualTo(State.WRONG);
  }

  @Test
  void namesBothNumbersWhereSlotsAreTooFew() {
    assertThat(ClusterChecks.slots("spark://a:7077", 4, 4).state()).isEqualTo(State.OK);
    Finding finding = ClusterChecks.slots("spark://a:7077", 3, 4);
    assertThat(finding.state()).isEqualTo(State.WRONG);
    assertThat(finding.saw())
        .isEqualTo("spark://a:7077 runs 3 tasks at once, workers=4 are wanted");
    assertThat(finding.fix()).startsWith("--workers 3 or fewer");
  }

  @Test
  void namesTheExecutorThatDoesNotReachTheDriver() {
    List<Finding> findings =
        ClusterChecks.executors(
            List.of(executor("0", "x", "", ""), executor("1", "x", "", "refused")));
    assertThat(findings).extracting(Finding::state).containsExactly(State.OK, State.WRONG);
    assertThat(findings.get(1).what()).isEqualTo("executor 1");
    assertThat(findings.get(1).saw()).contains("does not reach the driver: refused");
    assertThat(findings.get(1).fix()).contains("--advertise");
  }

  @Test
  void namesTheExecutorWhoseNativeLibraryDoesNotLoad() {
    Finding finding =
        ClusterChecks.executors(List.of(executor("7", "x", "UnsatisfiedLinkError", ""))).get(0);
    assertThat(finding.state()).isEqualTo(State.WRONG);
    assertThat(finding.saw()).contains("does not load: UnsatisfiedLinkError");
  }

  @Test
  void warnsWhereExecutorsDiffer() {
    List<Finding> findings =
        ClusterChecks.executors(List.of(executor("0", "x", "", ""), executor("1", "y", "", "")));
    assertThat(findings).hasSize(3);
    assertThat(findings.get(2).saw()).contains("bsp refuses");
  }

  @Test
  void printsTheFixBelowWhatIsWrong() {
    assertThat(Finding.wrong("heap", "1 MB", "more").text())
        .isEqualTo("FAIL  heap            1 MB\n" + " ".repeat(22) + "-> more");
    assertThat(Finding.ok("heap", "2 GB").text()).isEqualTo("ok    heap            2 GB");
  }
}
