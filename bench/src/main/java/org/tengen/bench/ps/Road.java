package org.tengen.bench.ps;

import java.util.Locale;

/** Where payloads travel. */
enum Road {
  /** Calls within one JVM. */
  JVM,
  /** The same, with the worker's weights and gradient in arrays. */
  ARRAYS,
  /** A Unix domain socket between two processes. */
  UNIX,
  /** TCP over loopback between two processes. */
  TCP,
  /** The same, with TLS and both sides' certificates. */
  TLS;

  /** What tables call it. */
  String title() {
    return switch (this) {
      case JVM -> "same JVM";
      case ARRAYS -> "same JVM, from arrays";
      case UNIX -> "Unix socket";
      case TCP -> "TCP";
      case TLS -> "TCP with TLS";
    };
  }

  /** What carries the bytes where there is no server behind. */
  Road bare() {
    if (this == ARRAYS) {
      return JVM;
    }
    return this == TLS ? TCP : this;
  }

  boolean withinOneJvm() {
    return bare() == JVM;
  }

  static Road parse(String text) {
    for (Road road : values()) {
      if (road.name().toLowerCase(Locale.ROOT).equals(text)) {
        return road;
      }
    }
    throw new IllegalArgumentException(
        "transport " + text + ": expected jvm, arrays, unix, tcp or tls");
  }
}
