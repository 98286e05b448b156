package org.tengen.driver.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the merges of a subword tokenizer come from: a file, or the training text itself.
 *
 * @param file a path, or a URI that Hadoop opens; empty where they are learned
 * @param learn how many are learned at the most; 0 where there is a file
 */
public record MergesFrom(String file, int learn) {
  /** What {@link #parse} accepts. */
  public static final String ACCEPTED = "a file as subword-nmt writes it, or learn:N";

  private static final Pattern LEARN = Pattern.compile("learn:(\\d{1,7})");
  private static final int MOST = 1_000_000;

  /**
   * Reads a path, or {@code learn:N}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static MergesFrom parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException();
    }
    if (!text.startsWith("learn:")) {
      return new MergesFrom(text, 0);
    }
    Matcher learn = LEARN.matcher(text);
    if (!learn.matches() || number(learn) < 1 || number(learn) > MOST) {
      throw new IllegalArgumentException(
          "expected learn:N with a whole number from 1 to " + MOST + ", e.g. learn:8000");
    }
    return new MergesFrom("", number(learn));
  }

  private static int number(Matcher learn) {
    return Integer.parseInt(learn.group(1));
  }

  boolean learned() {
    return learn > 0;
  }
}
