package org.tengen.go.gtp;

import java.util.List;
import java.util.Optional;

/**
 * A line that a controller sends.
 *
 * @param id the number that its answer is to carry, as it was written; empty without one
 * @param name empty if the line has nothing but a number
 * @param arguments the words behind the name
 */
record GtpCommand(String id, String name, List<String> arguments) {
  /** Ids are whole numbers below 2^31. */
  private static final int ID_DIGITS = 10;

  /**
   * Reads a line, without its end: control characters go, a hash sign and all behind it too, and a
   * tab is a space.
   *
   * @return empty if nothing is left
   */
  static Optional<GtpCommand> parse(String line) {
    String plain = plain(line).strip();
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = List.of(plain.split(" +"));
    boolean hasId = isId(words.get(0));
    List<String> rest = hasId ? words.subList(1, words.size()) : words;
    return Optional.of(
        new GtpCommand(
            hasId ? words.get(0) : "",
            rest.isEmpty() ? "" : rest.get(0),
            rest.isEmpty() ? List.of() : List.copyOf(rest.subList(1, rest.size()))));
  }

  private static String plain(String line) {
    StringBuilder plain = new StringBuilder(line.length());
    for (int i = 0; i < line.length() && line.charAt(i) != '#'; i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        plain.append(' ');
      } else if (c >= ' ' && c != 127) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static boolean isId(String word) {
    return word.length() <= ID_DIGITS
        && word.chars().allMatch(c -> c >= '0' && c <= '9')
        && Long.parseLong(word) <= Integer.MAX_VALUE;
  }
}
