package org.tengen.models.dl4j;

/**
 * Which {@link FloatMath} this JVM runs: the vector one where the JVM was started with its module.
 */
final class FloatMaths {
  /** The module that {@code --add-modules} must name. */
  static final String MODULE = "jdk.incubator.vector";

  private static final FloatMath BEST = choose(ModuleLayer.boot().findModule(MODULE).isPresent());

  private FloatMaths() {}

  /** The one that this JVM computes with. */
  static FloatMath best() {
    return BEST;
  }

  private static FloatMath choose(boolean vectors) {
    if (!vectors) {
      return new PlainMath();
    }
    try {
      return Class.forName("org.tengen.models.dl4j.VectorMath")
          .asSubclass(FloatMath.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError unusable) {
      throw new IllegalStateException(
          "module " + MODULE + " is there but does not work: leave out --add-modules " + MODULE,
          unusable);
    }
  }
}
