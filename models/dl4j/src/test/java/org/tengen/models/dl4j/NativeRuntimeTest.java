package org.tengen.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.models.Engine;

class NativeRuntimeTest {
  private static Processor processor(String vendor, String flags) {
    return Processor.parse(
        List.of(
            "processor\t: 0",
            "vendor_id\t: " + vendor,
            "cpu family\t: 6",
            "model\t\t: 207",
            "model name\t: Some Processor",
            "stepping\t: 2",
            "flags\t\t: fpu sse2 " + flags,
            ""));
  }

  @Test
  void blasKernelsGoByInstructionsAndNotByModel() {
    assertThat(
            processor("GenuineIntel", "avx2 fma avx512f avx512dq avx512bw avx512vl").blasKernels())
        .hasValue("SKYLAKEX");
    assertThat(processor("GenuineIntel", "avx2 fma").blasKernels()).hasValue("HASWELL");
    assertThat(processor("AuthenticAMD", "avx2 fma avx512f").blasKernels()).hasValue("ZEN");
    assertThat(processor("GenuineIntel", "avx").blasKernels()).isEmpty();
    assertThat(Processor.parse(List.of()).blasKernels()).isEmpty();
  }

  @Test
  void theNativeLibrariesAreToldToUseOneThread() {
    assertThat(NativeRuntime.environment(processor("GenuineIntel", "avx2 fma")))
        .isEqualTo(
            Map.of(
                "OMP_NUM_THREADS", "1",
                "SD_MAX_THREADS", "1",
                "SD_MASTER_THREADS", "1",
                "OPENBLAS_CORETYPE", "HASWELL"));
  }

  @Test
  void nativesAreUnpackedAmongTemporaryFilesWhereHomeCannotBeWritten(@TempDir Path folder)
      throws Exception {
    assertThat(NativeRuntime.cacheFolder(folder.toString(), "me")).isNull();
    assertThat(folder.resolve(".javacpp")).isEmptyDirectory();
    Path file = Files.createFile(folder.resolve("file"));
    for (String home : new String[] {null, "", "?", file.toString(), "/proc/nowhere"}) {
      assertThat(NativeRuntime.cacheFolder(home, "me"))
          .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "tengen-natives-me"));
    }
  }

  @Test
  void factsNameWhatDecidesAGradientsBits() {
    Map<String, String> facts = Engine.load().facts();
    assertThat(facts)
        .containsOnlyKeys("engine", "native", "helpers", "threads", "blas", "vectors", "cpu")
        .containsEntry("engine", "deeplearning4j 1.0.0-M2.1")
        .containsEntry("helpers", "onednn")
        .containsEntry("threads", "1");
    assertThat(facts.get("native")).startsWith("linux-x86_64");
    assertThat(facts.get("vectors")).startsWith("vector-");
  }
}
