package org.tengen.ps.server;

/**
 * A process that held shards is gone, and what it held with it: the run cannot go on, but for from
 * a checkpoint. One line names the process.
 */
public final class ShardLostException extends RunFailedException {
  private static final long serialVersionUID = 1L;

  /** With that line. */
  public ShardLostException(String message) {
    super(message);
  }
}
