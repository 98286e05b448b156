package org.tengen.models.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.models.dl4j.floats.FloatMaths;

/**
 * What decides a gradient's bits in this JVM.
 *
 * <p>Workers of one bulk-synchronous run must agree on all of it, so nothing here may differ
 * between two workers that compute alike: no host names, folders, sizes of memory or number of
 * cores.
 */
final class NativeFacts {
  private NativeFacts() {}

  static Map<String, String> read() {
    NativeRuntime.start();
    Processor processor = Processor.here();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", "deeplearning4j " + version());
    facts.put("native", classifier());
    facts.put("helpers", helpers() ? "onednn" : "off");
    facts.put("threads", Integer.toString(Nd4j.getEnvironment().maxThreads()));
    facts.put("blas", "openblas " + blasKernels(processor));
    facts.put("vectors", FloatMaths.best().name());
    facts.put("cpu", processor.name() + " " + processor.model());
    return facts;
  }

  /** Do Deeplearning4j's layers compute on oneDNN here? */
  static boolean helpers() {
    return !Boolean.getBoolean("org.eclipse.deeplearning4j.helpers.disable")
        && BaseMKLDNNHelper.mklDnnEnabled();
  }

  private static String blasKernels(Processor processor) {
    String given = System.getenv("OPENBLAS_CORETYPE");
    return given == null ? processor.blasKernels().orElse("by model") : given;
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
}
