package org.tengen.bench.ps;

/**
 * What a child process measured.
 *
 * @param pullNs the median round's pull
 * @param pushNs the median round's push
 * @param roundNs the median of both together
 * @param cpuNs CPU time of all processes that took part, over all measured rounds
 */
record Figures(long pullNs, long pushNs, long roundNs, long cpuNs) {
  private static final String MARK = "figures";

  /** One line for the parent. */
  String line() {
    return MARK + " " + pullNs + " " + pushNs + " " + roundNs + " " + cpuNs;
  }

  static Figures parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 5 || !words[0].equals(MARK)) {
      throw new IllegalStateException("a child said: " + line);
    }
    return new Figures(
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]));
  }
}
