package org.tengen.ps.replica;

/** The way from a successor to its primary, as the successor sees it. Called on its thread. */
public interface Upstream {
  /** All entries up to {@code sequence} are done here. */
  void confirm(long epoch, long sequence);

  /** Entries from {@code sequence} on are wanted, also those that were forwarded before. */
  void follow(long epoch, long sequence);

  /** Whoever forwards is of an older epoch than this replica is in. */
  void superseded(long epoch);
}
