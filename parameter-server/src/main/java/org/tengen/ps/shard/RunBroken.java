package org.tengen.ps.shard;

/** Something that must never happen has: the run stops, for its result would be worth nothing. */
final class RunBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunBroken(String message) {
    super(message);
  }
}
