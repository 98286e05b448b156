package org.tengen.models.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The native libraries' settings of this JVM, made once, before the first ND4J class loads.
 *
 * <p>Drivers and executors alike get here through {@link Dl4jEngine}'s constructor. One thread a
 * replica: a cluster scales by replicas, and a sum that is split over threads has other bits.
 */
final class NativeRuntime {
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";

  private NativeRuntime() {}

  /** Makes the settings and loads ND4J. The first call does it, later ones return at once. */
  static void start() {
    Started.touch();
  }

  /**
   * Makes OpenMP loops that this thread starts run on it alone. OpenMP keeps the number per thread,
   * so every thread that computes says it for itself.
   */
  static void computeOnThisThreadAlone() {
    Started.touch();
    ALONE.get();
  }

  private static final ThreadLocal<Boolean> ALONE =
      ThreadLocal.withInitial(
          () -> {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
            return true;
          });

  /** The class whose initialiser is the start: the JVM runs it once. */
  private static final class Started {
    static {
      setIfAbsent(HELPERS_DISABLED, "false");
      Path cache = cacheFolder(System.getProperty("user.home"), System.getProperty("user.name"));
      if (cache != null) {
        setIfAbsent(CACHE, cache.toString());
      }
      NativeEnvironment.addAbsent(environment(Processor.here()));
      Nd4j.getEnvironment().setMaxThreads(1);
      Nd4j.getEnvironment().setMaxMasterThreads(1);
      Nd4j.getBlasWrapper();
      openblas_nolapack.blas_set_num_threads(1);
    }

    private Started() {}

    static void touch() {}
  }

  /** What OpenMP, ND4J and OpenBLAS read from the environment while they load. */
  static Map<String, String> environment(Processor processor) {
    Map<String, String> wanted = new HashMap<>();
    wanted.put("OMP_NUM_THREADS", "1");
    wanted.put("SD_MAX_THREADS", "1");
    wanted.put("SD_MASTER_THREADS", "1");
    processor.blasKernels().ifPresent(kernels -> wanted.put("OPENBLAS_CORETYPE", kernels));
    return wanted;
  }

  /**
   * Where the native libraries are unpacked when the user has no home that can be written: a folder
   * of the user's own among the temporary files. Null when the home will do.
   */
  static @Nullable Path cacheFolder(@Nullable String home, @Nullable String user) {
    if (home != null && !home.isBlank() && !home.equals("?") && writable(Path.of(home))) {
      return null;
    }
    return Path.of(System.getProperty("java.io.tmpdir"), "tengen-natives-" + user);
  }

  /** Can the unpacking folder be made in there? Tried, since permission bits do not tell. */
  private static boolean writable(Path home) {
    try {
      Path folder = home.resolve(".javacpp");
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "tengen", ".probe"));
      return true;
    } catch (IOException unwritable) {
      return false;
    }
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
