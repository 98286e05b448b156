package org.tengen.models.word2vec;

import java.lang.reflect.InvocationTargetException;

/** Makes the {@link Kernel} for this JVM: the vector one where it was started with its module. */
public final class Kernels {
  /** The module that {@code --add-modules} must name. */
  static final String MODULE = "jdk.incubator.vector";

  private static final boolean VECTORS = ModuleLayer.boot().findModule(MODULE).isPresent();

  private Kernels() {}

  /**
   * A kernel for one thread.
   *
   * @param widestOutput the most outputs of a window: {@link BlockPlanner#widestOutput}
   */
  public static Kernel create(Word2VecSettings settings, int widestOutput) {
    return VECTORS ? vector(settings, widestOutput) : new PlainKernel(settings, widestOutput);
  }

  private static Kernel vector(Word2VecSettings settings, int widestOutput) {
    try {
      return Class.forName("org.tengen.models.word2vec.VectorKernel")
          .asSubclass(Kernel.class)
          .getDeclaredConstructor(Word2VecSettings.class, int.class)
          .newInstance(settings, widestOutput);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the vector kernel failed to start", e.getCause());
    } catch (ReflectiveOperationException | LinkageError unusable) {
      throw new IllegalStateException(
          "module " + MODULE + " is there but does not work: leave out --add-modules " + MODULE,
          unusable);
    }
  }
}
