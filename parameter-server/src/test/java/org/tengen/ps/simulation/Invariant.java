package org.tengen.ps.simulation;

/** What holds at every moment, whatever happens. */
interface Invariant {
  /** Throws an {@link AssertionError} that names what is wrong. */
  void check(Cluster cluster);
}
