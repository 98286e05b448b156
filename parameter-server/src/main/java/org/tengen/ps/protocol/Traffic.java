package org.tengen.ps.protocol;

/**
 * The bytes of a lease's pushes and pulls, summed since it began: what goes over the wire or, in
 * one JVM, would. Every frame counts with its header, answers too; a repeat after a broken
 * connection does not.
 *
 * @param pushed of pushes and their answers
 * @param pushedRaw what they would be as float32
 * @param pulled of pulls and their answers
 * @param pulledRaw what they would be as float32
 * @param residuals leases that began with an empty residual, where the run's codec keeps one: of
 *     these all but a lane's first follow one that was lost
 */
public record Traffic(long pushed, long pushedRaw, long pulled, long pulledRaw, long residuals) {
  /** Of a lease that has not begun. */
  public static final Traffic NOTHING = new Traffic(0, 0, 0, 0, 0);

  /** What a frame is longer than its payload. */
  public static final int FRAME_BYTES = 64;

  /** Both together. */
  public Traffic plus(Traffic other) {
    return new Traffic(
        pushed + other.pushed,
        pushedRaw + other.pushedRaw,
        pulled + other.pulled,
        pulledRaw + other.pulledRaw,
        residuals + other.residuals);
  }

  /** All of it. */
  public long bytes() {
    return pushed + pulled;
  }

  /** All of it, as float32. */
  public long rawBytes() {
    return pushedRaw + pulledRaw;
  }
}
