package org.tengen.bench.ps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU time of some processes of this machine, as the kernel counts it: in ticks of 10 ms, so
 * measured rounds take seconds together.
 */
record ProcessCpu(List<Long> pids) {
  private static final long TICK_NS = 10_000_000;

  /** User and system time of all of them so far. */
  long nanos() {
    long ticks = 0;
    for (long pid : pids) {
      ticks += ticks(pid);
    }
    return ticks * TICK_NS;
  }

  /** The name in parentheses may have spaces; after it, times are the 12th and 13th word. */
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(words[11]) + Long.parseLong(words[12]);
    } catch (IOException e) {
      throw new UncheckedIOException("CPU time of process " + pid, e);
    }
  }

  static long mine() {
    return ProcessHandle.current().pid();
  }
}
