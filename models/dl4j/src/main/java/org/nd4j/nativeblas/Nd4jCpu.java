package org.nd4j.nativeblas;

/**
 * The name under which Deeplearning4j's oneDNN helpers ask, by reflection, whether they may run.
 *
 * <p>ND4J moved its own class of this name to another package and the helpers were not told, so
 * that they find nothing and switch themselves off.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** The two methods that the helpers call. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** The one instance. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Yes: the native library that Tengen ships is a oneDNN build. */
    public boolean isUseMKLDNN() {
      return true;
    }
  }
}
