package org.tengen.bench.jmh;

import java.io.IOException;

/** JMH's own command line: a pattern of benchmarks' names, then JMH's options ({@code -h}). */
public final class Main {
  private Main() {}

  /** Runs the benchmarks that the arguments choose, each in JVMs of its own like this one. */
  public static void main(String[] arguments) throws IOException {
    org.openjdk.jmh.Main.main(arguments);
  }
}
