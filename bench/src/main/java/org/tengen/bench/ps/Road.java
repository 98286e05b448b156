package org.tengen.bench.ps;

import java.util.Locale;

/** Where payloads travel. */
enum Road {
  /** Calls within one JVM. */
  JVM,
  /** A Unix domain socket between two processes. */
  UNIX,
  /** TCP over loopback between two processes. */
  TCP;

  /** What tables call it. */
  String title() {
    return switch (this) {
      case JVM -> "same JVM";
      case UNIX -> "Unix socket";
      case TCP -> "TCP";
    };
  }

  static Road parse(String text) {
    for (Road road : values()) {
      if (road.name().toLowerCase(Locale.ROOT).equals(text)) {
        return road;
      }
    }
    throw new IllegalArgumentException("transport " + text + ": expected jvm, unix or tcp");
  }
}
