package org.tengen.go.sgf;

import java.util.Optional;

/**
 * What the raw text of a value means, and how a text becomes a raw value.
 *
 * <p>A raw value is what stands between brackets. A backslash takes the meaning of the next
 * character away; before a line break it takes the line break away too (a soft line break). A line
 * break is LF, CR, or both in either order. Other white space is a space, even behind a backslash.
 */
public final class SgfText {
  private SgfText() {}

  /**
   * Two values in one.
   *
   * @param first raw, before the colon
   * @param second raw, behind it
   */
  public record Composed(String first, String second) {}

  /** Text of several lines: line breaks stay, each as one LF. */
  public static String text(String raw) {
    return meaning(raw, '\n');
  }

  /** Text of one line: a line break is a space. */
  public static String simpleText(String raw) {
    return meaning(raw, ' ');
  }

  /** A raw value that means {@code text}. */
  public static String raw(String text) {
    return escaped(text, false);
  }

  /** A raw value that means {@code text} and can be a part of a composed value. */
  public static String rawPart(String text) {
    return escaped(text, true);
  }

  /** The two parts of a raw value, cut at the first colon without a backslash, if there is one. */
  public static Optional<Composed> composed(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == ':') {
        return Optional.of(new Composed(raw.substring(0, i), raw.substring(i + 1)));
      }
    }
    return Optional.empty();
  }

  /** Can it stand between brackets as it is? */
  static boolean isRaw(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ']' || (c == '\\' && ++i == value.length())) {
        return false;
      }
    }
    return true;
  }

  private static String meaning(String raw, char lineBreak) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      boolean literal = raw.charAt(i) == '\\' && i + 1 < raw.length();
      if (literal) {
        i++;
      }
      char c = raw.charAt(i);
      if (isLineBreak(c)) {
        if (!literal) {
          text.append(lineBreak);
        }
        i += breaksInPair(raw, i) ? 1 : 0;
      } else {
        text.append(isBlank(c) ? ' ' : c);
      }
    }
    return text.toString();
  }

  private static String escaped(String text, boolean part) {
    StringBuilder raw = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == ']' || (part && c == ':')) {
        raw.append('\\');
      }
      raw.append(c);
    }
    return raw.toString();
  }

  /** Is the line break at {@code i} the first of two characters that are one line break? */
  private static boolean breaksInPair(String raw, int i) {
    return i + 1 < raw.length()
        && isLineBreak(raw.charAt(i + 1))
        && raw.charAt(i + 1) != raw.charAt(i);
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isBlank(char c) {
    return c == '\t' || c == '\u000b' || c == '\f';
  }
}
