package org.tengen.bench.ps;

import java.util.List;
import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what the transport, or the bare thing
 * @param pull GB of payload a second, all workers together
 * @param push as {@code pull}
 * @param cpuSecondsPerGb CPU time of all processes for a GB, pulled or pushed
 * @param load the machine's load average of the last minute when the row began
 */
record Row(
    String what,
    Work work,
    double pull,
    double push,
    double roundUs,
    double cpuSecondsPerGb,
    double load) {
  /** A row of what each worker measured. */
  static Row of(String what, Work work, List<Figures> workers, double load) {
    double pull = 0;
    double push = 0;
    double cpuNs = 0;
    double roundNs = 0;
    for (Figures each : workers) {
      pull += (double) work.bytes() / each.pullNs();
      push += (double) work.bytes() / each.pushNs();
      roundNs += (double) each.roundNs() / workers.size();
      cpuNs += each.cpuNs();
    }
    double gigabytes = 2e-9 * work.bytes() * work.rounds() * workers.size();
    return new Row(what, work, pull, push, roundNs / 1e3, cpuNs / 1e9 / gigabytes, load);
  }

  /** A row whose rounds go one way only. */
  static Row oneWay(String what, Work work, Figures figures, double load) {
    Row both = of(what, work, List.of(figures), load);
    return new Row(what, work, both.pull, both.push, both.roundUs, 2 * both.cpuSecondsPerGb, load);
  }

  static String size(long bytes) {
    if (bytes >= 1_000_000_000) {
      return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
    return bytes >= 1_000_000 ? bytes / 1_000_000 + " MB" : bytes / Float.BYTES + " floats";
  }
}
