package org.tengen.ps.simulation;

/** All shards at one moment that a run can go on from. */
interface Saved {
  long samples();

  /** Nobody reads it any more. */
  default void close() {}
}
