package org.tengen.driver.training;

/**
 * The memory that one JVM of a training needs.
 *
 * @param heapBytes on the Java heap
 * @param nativeBytes outside it: ND4J's arrays
 * @param directBytes outside it: what is on its way through the network
 */
public record Need(long heapBytes, long nativeBytes, long directBytes) {
  /** What the JVM itself takes outside the heap: classes, compiled code, stacks, libraries. */
  static final long JVM = 320L << 20;

  /** All that is outside the heap. */
  public long outsideBytes() {
    return nativeBytes + directBytes + JVM;
  }
}
