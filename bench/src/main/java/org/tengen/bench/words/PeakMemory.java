package org.tengen.bench.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process has had resident so far, as Linux tells it ({@code VmHWM}). */
final class PeakMemory {
  private static final String FIELD = "VmHWM:";

  private PeakMemory() {}

  /** In MB of 1,000,000 bytes. */
  static double mb(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith(FIELD)) {
        String kib = line.substring(FIELD.length()).replace("kB", "").strip();
        return Long.parseLong(kib) * 1024 / 1e6;
      }
    }
    throw new IOException("process " + pid + " has no " + FIELD + " in /proc: expected Linux");
  }
}
