package org.tengen.models;

/**
 * Words to predict from the words before them.
 *
 * @param window context words a sample
 * @param contexts token ids, {@code [samples][window]} row by row, oldest first
 * @param targets token ids, {@code [samples]}
 */
public record WindowBatch(int window, int[] contexts, int[] targets) implements Batch {
  public WindowBatch {
    if (contexts.length != targets.length * window) {
      throw new IllegalArgumentException(
          contexts.length + " context ids: expected " + targets.length + " x " + window);
    }
  }

  @Override
  public int samples() {
    return targets.length;
  }
}
