package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A simulation's events as lines to read: when, who, what. */
final class Trace {
  private final boolean on;
  private final List<String> lines = new ArrayList<>();

  private Trace(boolean on) {
    this.on = on;
  }

  static Trace off() {
    return new Trace(false);
  }

  static Trace kept() {
    return new Trace(true);
  }

  /** Whether anybody reads it; what is said otherwise is not worth putting into words. */
  boolean on() {
    return on;
  }

  void say(long nowNs, String what) {
    if (on) {
      lines.add(String.format(Locale.ROOT, "%12.6f ms  %s", nowNs / 1e6, what));
    }
  }

  List<String> lines() {
    return lines;
  }
}
