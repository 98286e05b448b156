package org.tengen.go.sgf;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the encoding that a game tree names, before the tree is read: its property CA may stand
 * behind values that can only be read with it. Where those hide their own ends, CA is taken from
 * wherever it next stands.
 */
final class RootScan {
  private static final int FAR = 1 << 14;
  private static final Pattern ANYWHERE =
      Pattern.compile("(?<![A-Za-z])CA\\s*\\[\\s*([A-Za-z0-9_.:-]{1,40})\\s*]");

  private RootScan() {}

  /**
   * The value of the root's CA, if it has one.
   *
   * @param bytes before the tree's first bracket; goes somewhere behind it
   */
  static Optional<String> charset(SgfBytes bytes) {
    int start = bytes.index();
    bytes.take();
    if (bytes.peekBeyondBlanks() == ';') {
      bytes.take();
    }
    while (Property.isLetter(bytes.peekBeyondBlanks())) {
      String name = name(bytes);
      while (bytes.peekBeyondBlanks() == '[') {
        String value = value(bytes);
        if (name.equals("CA") && !value.isBlank()) {
          return Optional.of(value.strip());
        }
      }
    }
    return isEndOfNode(bytes.peek()) ? Optional.empty() : anywhere(bytes.ascii(start, FAR));
  }

  private static boolean isEndOfNode(int octet) {
    return octet == ';' || octet == '(' || octet == ')' || octet == SgfBytes.END;
  }

  private static Optional<String> anywhere(String text) {
    Matcher found = ANYWHERE.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String name(SgfBytes bytes) {
    int from = bytes.index();
    while (Property.isOfName(bytes.peek())) {
      bytes.take();
    }
    return bytes.asciiFrom(from);
  }

  private static String value(SgfBytes bytes) {
    bytes.take();
    int from = bytes.index();
    while (bytes.peek() != ']' && bytes.peek() != SgfBytes.END) {
      if (bytes.take() == '\\' && bytes.peek() != SgfBytes.END) {
        bytes.take();
      }
    }
    String value = bytes.asciiFrom(from);
    if (bytes.peek() == ']') {
      bytes.take();
    }
    return value;
  }
}
