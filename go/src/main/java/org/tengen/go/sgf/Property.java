package org.tengen.go.sgf;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A property of a node as it stands in the file, whether anything here knows it or not.
 *
 * @param spelling the name as written; the versions before 4 allowed small letters between the
 *     capital ones that count, as in {@code AddBlack}
 * @param values at least one, each raw: with its backslashes, without its brackets
 */
public record Property(String spelling, List<String> values) {
  /** Refuses what cannot be written so that it is read again. */
  public Property {
    values = List.copyOf(values);
    if (!isName(spelling)) {
      throw new SgfException(
          "property=" + spelling + ": expected a name of letters and digits, a letter first");
    }
    if (values.isEmpty()) {
      throw new SgfException("property=" + spelling + ": has no value; expected one, maybe empty");
    }
    for (String value : values) {
      if (!SgfText.isRaw(value)) {
        throw new SgfException(
            "property=%s[%s]: expected a backslash before each ] and \\"
                .formatted(spelling, value));
      }
    }
  }

  /** With raw values. */
  public static Property of(String name, String... values) {
    return new Property(name, List.of(values));
  }

  /** With one value that means {@code text}. */
  public static Property text(String name, String text) {
    return of(name, SgfText.raw(text));
  }

  /** The name that counts: the capital letters and digits; if there is no capital, all of it. */
  public String name() {
    if (spelling.chars().noneMatch(Property::isSmall)) {
      return spelling;
    }
    String capitals =
        spelling
            .chars()
            .filter(c -> !isSmall(c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    boolean anyLetter = capitals.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    return anyLetter ? capitals : spelling.toUpperCase(Locale.ROOT);
  }

  /** The first value, raw. */
  public String value() {
    return values.get(0);
  }

  /** As in a file. */
  @Override
  public String toString() {
    return Stream.concat(Stream.of(spelling), values.stream().map(value -> "[" + value + "]"))
        .reduce("", String::concat);
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && isLetter(text.charAt(0)) && text.chars().allMatch(Property::isOfName);
  }

  static boolean isLetter(int c) {
    return isSmall(c) || (c >= 'A' && c <= 'Z');
  }

  static boolean isOfName(int c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }

  private static boolean isSmall(int c) {
    return c >= 'a' && c <= 'z';
  }
}
