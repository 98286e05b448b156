package org.tengen.models.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What decides a gradient's bits in this JVM.
 *
 * <p>Workers of one bulk-synchronous run must agree on all of it, so nothing here may differ
 * between two workers that compute alike: no host names, folders, sizes of memory or number of
 * cores.
 */
final class NativeFacts {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private NativeFacts() {}

  static Map<String, String> read() {
    NativeRuntime.start();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", "deeplearning4j " + version());
    facts.put("native", classifier());
    facts.put("helpers", helpers() ? "onednn" : "off");
    facts.put("threads", Integer.toString(Nd4j.getEnvironment().maxThreads()));
    facts.put("blas", openblas_nolapack.blas_get_vendor() == 3 ? "openblas" : "other");
    facts.put("cpu", cpu());
    return facts;
  }

  /** Do Deeplearning4j's layers compute on oneDNN here? */
  static boolean helpers() {
    return !Boolean.getBoolean("org.eclipse.deeplearning4j.helpers.disable")
        && BaseMKLDNNHelper.mklDnnEnabled();
  }

  private static String version() {
    Properties properties = new Properties();
    try (var in = NativeFacts.class.getResourceAsStream("engine.properties")) {
      properties.load(Objects.requireNonNull(in, "engine.properties is not beside its class"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version", "unknown");
  }

  /** The native build's name, which is that of the folder its library was loaded from. */
  private static String classifier() {
    return Loader.getLoadedLibraries().values().stream()
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith("libnd4jcpu."))
        .flatMap(path -> Stream.ofNullable(path.getParent()))
        .map(folder -> String.valueOf(folder.getFileName()))
        .findFirst()
        .orElse("unknown");
  }

  /** The processor's name, its model number and its widest vectors. */
  private static String cpu() {
    try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException elsewhere) {
      return System.getProperty("os.arch");
    }
  }
}
