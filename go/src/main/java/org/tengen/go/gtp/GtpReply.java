package org.tengen.go.gtp;

/**
 * What an engine answers to a command.
 *
 * @param ok whether it did what it was told
 * @param text lines without an end behind the last, none of them empty; of a failure, one line
 */
public record GtpReply(boolean ok, String text) {
  /** As it is sent: a reply ends with an empty line, so there is none within it. */
  String encoded(String id) {
    return mark(id) + ' ' + encodable(text) + "\n\n";
  }

  String mark(String id) {
    return (ok ? '=' : '?') + id;
  }

  /** Without what would end a reply early, or what no reply may have. */
  static String encodable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
        .replaceAll("\\n{2,}", "\n")
        .stripTrailing();
  }
}
