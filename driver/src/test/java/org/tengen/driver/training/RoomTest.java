package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.Room.Side;

class RoomTest {
  private static final long MB = 1 << 20;

  private static Need need(long heapMb, long nativeMb, long directMb) {
    return new Need(heapMb * MB, nativeMb * MB, directMb * MB);
  }

  private static SparkConf conf(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  private static void assertRefused(Room room, Need need, String line) {
    assertThatThrownBy(() -> room.require(need, "9 parameters with 2 workers in it"))
        .isInstanceOf(WrongSetting.class)
        .hasMessage("memory: " + line + "or take a smaller --vocabulary or --hidden");
  }

  @Test
  void anExecutorHasWhatSparksSettingsGiveIt() {
    SparkConf conf =
        conf("spark://host:7077")
            .set("spark.executor.memory", "600m")
            .set(
                "spark.executor.defaultJavaOptions",
                "-Dorg.bytedeco.javacpp.maxbytes=2g -Dorg.bytedeco.javacpp.maxphysicalbytes=5g")
            .set(
                "spark.executor.extraJavaOptions",
                "-Dorg.bytedeco.javacpp.maxbytes=700m -XX:MaxDirectMemorySize=90m");
    assertThat(Room.ofExecutor(conf))
        .isEqualTo(new Room(Side.EXECUTOR, 600 * MB, 700 * MB, 90 * MB, 5120 * MB, 0));
  }

  @Test
  void whatIsNotLimitedFollowsTheHeap() {
    assertThat(Room.ofExecutor(conf("spark://host:7077")))
        .isEqualTo(new Room(Side.EXECUTOR, 1024 * MB, 1024 * MB, 1024 * MB, 2048 * MB, 0));
  }

  @Test
  void aContainerHasTheOverheadBesideTheHeap() {
    assertThat(Room.ofExecutor(conf("yarn")).overheadBytes()).isEqualTo(384 * MB);
    assertThat(Room.ofExecutor(conf("yarn").set("spark.executor.memory", "10g")).overheadBytes())
        .isEqualTo(1024 * MB);
    assertThat(
            Room.ofExecutor(conf("k8s://host").set("spark.executor.memoryOverhead", "3g"))
                .overheadBytes())
        .isEqualTo(3072 * MB);
  }

  @Test
  void theDriverIsInAContainerInClusterDeployModeAlone() {
    SparkConf yarn = conf("yarn").set("spark.driver.memoryOverhead", "500");
    assertThat(Room.ofDriver(yarn).overheadBytes()).isZero();
    assertThat(Room.ofDriver(yarn.set("spark.submit.deployMode", "cluster")).overheadBytes())
        .isEqualTo(500 * MB);
  }

  @Test
  void takesWhatFitsExactly() {
    Room room = new Room(Side.EXECUTOR, 500 * MB, 40 * MB, 30 * MB, 890 * MB, 390 * MB);
    assertThatCode(() -> room.require(need(500, 40, 30), "it")).doesNotThrowAnyException();
  }

  @Test
  void refusesAHeapThatIsTooSmall() {
    assertRefused(
        Room.of(Side.DRIVER, 400 * MB, "", 0),
        need(500, 1, 1),
        "the driver's heap is 400 MB, and 9 parameters with 2 workers in it need 500 MB; give it"
            + " more (--conf spark.driver.memory=500m, or TENGEN_HEAP=500m for the launcher), ");
    assertRefused(
        Room.of(Side.EXECUTOR, 400 * MB, "", 0),
        need(500, 1, 1),
        "an executor's heap is 400 MB, and 9 parameters with 2 workers in it need 500 MB; give it"
            + " more (--conf spark.executor.memory=500m), run fewer workers in it"
            + " (--conf spark.executor.cores=1), ");
  }

  @Test
  void refusesMoreArraysThanJavaCppAllows() {
    assertRefused(
        Room.of(Side.EXECUTOR, 400 * MB, "-Dorg.bytedeco.javacpp.maxbytes=300m", 0),
        need(1, 301, 1),
        "ND4J's arrays in an executor may take 300 MB, and 9 parameters with 2 workers in it need"
            + " 301 MB; give it more"
            + " (--conf spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxbytes=301m),"
            + " run fewer workers in it (--conf spark.executor.cores=1), ");
  }

  @Test
  void refusesMoreBuffersThanTheJvmAllows() {
    assertRefused(
        Room.of(Side.DRIVER, 400 * MB, "-XX:MaxDirectMemorySize=64m", 0),
        need(100, 1, 65),
        "network buffers in the driver may take 64 MB, and 9 parameters with 2 workers in it need"
            + " 65 MB; give it more (--driver-java-options -XX:MaxDirectMemorySize=65m, or"
            + " TENGEN_HEAP=100m for the launcher), ");
  }

  @Test
  void refusesAProcessThatWouldGrowBeyondItsLimit() {
    // 400 MB of heap, 200 + 90 outside it, and 320 of the JVM's own
    assertRefused(
        Room.of(Side.DRIVER, 400 * MB, "-Dorg.bytedeco.javacpp.maxphysicalbytes=1009m", 0),
        need(100, 200, 90),
        "the whole process of the driver may take 1009 MB, and 9 parameters with 2 workers in it"
            + " need 1010 MB with the heap; give it more (--driver-java-options"
            + " -Dorg.bytedeco.javacpp.maxphysicalbytes=1010m, or TENGEN_HEAP=200m for the"
            + " launcher), ");
  }

  @Test
  void refusesAContainerWithTooLittleBesideTheHeap() {
    assertRefused(
        Room.ofExecutor(conf("yarn")),
        need(100, 40, 25),
        "the container of an executor has 384 MB beside the heap, and 9 parameters with 2 workers"
            + " in it need 385 MB there; give it more (--conf spark.executor.memoryOverhead=385m),"
            + " run fewer workers in it (--conf spark.executor.cores=1), ");
  }
}
