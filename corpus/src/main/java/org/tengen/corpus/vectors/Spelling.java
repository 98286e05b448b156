package org.tengen.corpus.vectors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody may have meant. */
public final class Spelling {
  /** Letters that may differ, at most; of short words a third of them. */
  private static final int MOST = 2;

  private Spelling() {}

  /** The nearest by insertions, deletions and exchanges of a letter; of several the first. */
  public static Optional<String> nearest(String word, List<String> words) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int best = Math.min(MOST, (wanted.length() + 1) / 3) + 1;
    String found = null;
    for (String each : words) {
      if (Math.abs(each.length() - wanted.length()) < best) {
        int distance = distance(wanted, each.toLowerCase(Locale.ROOT));
        if (distance < best) {
          best = distance;
          found = each;
        }
      }
    }
    return Optional.ofNullable(found);
  }

  /** Levenshtein 1966. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(exchanged, Math.min(before[j], now[j - 1]) + 1);
      }
      int[] swapped = before;
      before = now;
      now = swapped;
    }
    return before[b.length()];
  }
}
