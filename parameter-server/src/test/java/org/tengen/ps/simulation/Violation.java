package org.tengen.ps.simulation;

/** An invariant does not hold; one line says which, and what is wrong. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  Violation(Class<?> invariant, String message) {
    super(invariant.getSimpleName() + ": " + message);
  }
}
