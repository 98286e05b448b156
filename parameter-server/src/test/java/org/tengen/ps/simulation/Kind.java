package org.tengen.ps.simulation;

import java.util.Locale;

/** The kind of tables that a seed draws from. Each has seeds of its own. */
enum Kind {
  DENSE,
  ROWS;

  /** One by its name. */
  static Kind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
