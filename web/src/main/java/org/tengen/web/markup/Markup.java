package org.tengen.web.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A piece of HTML or SVG that grows at its end.
 *
 * <p>Attributes are given as name, value, name, value. Characters that XML does not allow become
 * U+FFFD. Not thread-safe.
 */
public final class Markup {
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element that {@link #close} ends. */
  public Markup open(String element, String... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the innermost open element. */
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element with nothing in it: in HTML only those that never have content. */
  public Markup leaf(String element, String... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds only text. */
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  public Markup text(String text) {
    escape(text);
    return this;
  }

  /** Puts in a finished piece. */
  public Markup add(Markup piece) {
    out.append(piece);
    return this;
  }

  /** A line break between elements, for those who read the source. */
  public Markup line() {
    out.append('\n');
    return this;
  }

  /** Puts in our own text as it is: a style sheet or a script, never what comes from a user. */
  public Markup verbatim(String trusted) {
    out.append(trusted);
    return this;
  }

  /**
   * The text so far.
   *
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void tag(String element, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "attribute without a value: " + String.join(" ", attributes));
    }
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : REPLACEMENT);
              }
            });
  }

  /** Is the code point a character of XML 1.0 that is not a control character? */
  private static boolean allowed(int c) {
    if (c < 0x20) {
      return c == '\t' || c == '\n' || c == '\r';
    }
    boolean control = c >= 0x7F && c <= 0x9F;
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean nonCharacter = (c & 0xFFFE) == 0xFFFE;
    return !control && !surrogate && !nonCharacter;
  }
}
