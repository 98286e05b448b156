package org.tengen.ps.optimiser;

import java.util.Optional;

/**
 * Adds multiples of floats to floats that lie at another position of their array. Of a plain loop
 * that does this the JIT makes no vectors: it does not see that the two never overlap. Thread-safe.
 */
public interface Adding {
  /** The module that {@code --add-modules} must name. */
  String MODULE = "jdk.incubator.vector";

  /**
   * {@code to[at + i] += factor * (scale * from[begin + i])}, for {@code i} below {@code count},
   * rounded after each operation.
   */
  void add(float[] from, int begin, float[] to, int at, int count, float scale, float factor);

  /** By vectors, where this JVM was started with their module. */
  static Optional<Adding> byVectors() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Class.forName("org.tengen.ps.optimiser.VectorAdding")
              .asSubclass(Adding.class)
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException | LinkageError unusable) {
      throw new IllegalStateException(
          "module " + MODULE + " is there but does not work: leave out --add-modules " + MODULE,
          unusable);
    }
  }
}
