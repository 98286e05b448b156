package org.tengen.ps.replica;

/**
 * What a replica begins as.
 *
 * @param role a {@link Role#PRIMARY}, its {@link Role#SUCCESSOR}, or one that is {@link Role#ALONE}
 * @param epoch 1 at a run's begin
 * @param done the last entry of the common order that is in what its shard starts from; 0 at a
 *     run's begin
 */
public record ReplicaStart(Role role, long epoch, long done) {
  /** At a run's begin. */
  public static ReplicaStart first(Role role) {
    return new ReplicaStart(role, 1, 0);
  }
}
