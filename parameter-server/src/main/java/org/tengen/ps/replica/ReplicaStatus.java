package org.tengen.ps.replica;

/**
 * One replica of a shard at one moment.
 *
 * @param serving whether an answer would leave now
 * @param done the last entry of the common order that it has done
 * @param waiting what lanes have asked, and the successor has not confirmed
 * @param stalledNs how long the oldest of that has waited; 0 if there is none
 * @param acknowledged pushes whose acknowledgement has left
 * @param served pulls whose weights have left
 * @param withheld answers that did not leave since the lease had run out, or the replica was fenced
 */
public record ReplicaStatus(
    Role role,
    long epoch,
    boolean serving,
    long done,
    int waiting,
    long stalledNs,
    long acknowledged,
    long served,
    long withheld) {}
