package org.tengen.models;

/**
 * What one replica takes while it computes, for the memory check before a run.
 *
 * @param offHeapBytes parameters, gradient and scratch outside the Java heap
 * @param heapBytes scratch on the Java heap
 */
public record ReplicaMemory(long offHeapBytes, long heapBytes) {
  /** Both together. */
  public long bytes() {
    return offHeapBytes + heapBytes;
  }
}
