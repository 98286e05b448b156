package org.tengen.ps.replica;

import org.tengen.ps.image.ShardCopy;

/**
 * All of a replica at one moment, for one that joins it. Worth something only if it leads with a
 * successor: one that is alone goes on without the joiner.
 *
 * @param leads whether it is a primary, which waits for the joiner from here on
 * @param epoch its epoch
 * @param done the last entry that is in it
 */
public record Handover(boolean leads, long epoch, long done, ShardCopy copy) {
  /** What the joiner begins as. */
  public ReplicaStart start() {
    return new ReplicaStart(Role.SUCCESSOR, epoch, done);
  }
}
