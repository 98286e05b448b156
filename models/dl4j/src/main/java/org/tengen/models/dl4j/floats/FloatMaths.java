package org.tengen.models.dl4j.floats;

/**
 * Which {@link FloatMath} this JVM runs: the vector one where the JVM was started with its module.
 */
public final class FloatMaths {
  /** The module that {@code --add-modules} must name. */
  static final String MODULE = "jdk.incubator.vector";

  private static final FloatMath BEST = choose(ModuleLayer.boot().findModule(MODULE).isPresent());

  private FloatMaths() {}

  /** The one that this JVM computes with. */
  public static FloatMath best() {
    return BEST;
  }

  /** The one without vector instructions, to compare with. */
  public static FloatMath plain() {
    return new PlainMath();
  }

  private static FloatMath choose(boolean vectors) {
    if (!vectors) {
      return plain();
    }
    try {
      return Class.forName("org.tengen.models.dl4j.floats.VectorMath")
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
