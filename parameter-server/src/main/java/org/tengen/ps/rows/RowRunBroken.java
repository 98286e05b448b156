package org.tengen.ps.rows;

/** Something that must never happen has: the run stops, for its result would be worth nothing. */
final class RowRunBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RowRunBroken(String message) {
    super(message);
  }
}
