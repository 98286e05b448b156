package org.tengen.models.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this machine's processor is and can.
 *
 * @param name the maker's name for it
 * @param vendor e.g. {@code GenuineIntel}
 * @param model family, model and stepping, which the name of a virtual machine's does not tell
 * @param features the kernel's words for its instructions, e.g. {@code avx2}
 */
record Processor(String name, String vendor, String model, Set<String> features) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This machine's, or one without features where the system does not tell. */
  static Processor here() {
    try {
      return parse(Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8));
    } catch (IOException elsewhere) {
      return parse(List.of());
    }
  }

  static Processor parse(List<String> cpuInfo) {
    String model =
        value(cpuInfo, "cpu family")
            + "/"
            + value(cpuInfo, "model")
            + "/"
            + value(cpuInfo, "stepping");
    return new Processor(
        value(cpuInfo, "model name"),
        value(cpuInfo, "vendor_id"),
        model,
        Set.of(value(cpuInfo, "flags").split("\\s+")));
  }

  private static String value(List<String> cpuInfo, String key) {
    return cpuInfo.stream()
        .map(line -> line.split("\\s*:\\s*", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(key))
        .map(pair -> pair[1])
        .findFirst()
        .orElse("unknown");
  }

  /**
   * The name of OpenBLAS' kernels for this processor, by its instructions.
   *
   * <p>OpenBLAS goes by a list of models. A processor that is newer than its release gets the
   * kernels of 2004, which are several times slower.
   */
  Optional<String> blasKernels() {
    boolean intel = vendor.equals("GenuineIntel");
    if (intel && features.containsAll(Set.of("avx512f", "avx512dq", "avx512bw", "avx512vl"))) {
      return Optional.of("SKYLAKEX");
    }
    if (!features.containsAll(Set.of("avx2", "fma"))) {
      return Optional.empty();
    }
    return Optional.of(intel ? "HASWELL" : "ZEN");
  }
}
