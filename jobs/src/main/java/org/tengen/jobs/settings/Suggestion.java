package org.tengen.jobs.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody may have meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The nearest of {@code words}, if it is near: at most a third of the letters differ, or one word
   * is a part of the other.
   */
  public static Optional<String> of(String typed, Collection<String> words) {
    Optional<String> near =
        words.stream()
            .filter(
                w -> distance(typed, w) <= Math.max(1, Math.max(typed.length(), w.length()) / 3))
            .min(Comparator.comparingInt(w -> distance(typed, w)));
    return near.or(() -> contained(typed, words));
  }

  /** {@code "; did you mean X?"}, or nothing. */
  public static String tail(String typed, Collection<String> words) {
    return of(typed, words).map(word -> "; did you mean " + word + "?").orElse("");
  }

  private static Optional<String> contained(String typed, Collection<String> words) {
    return words.stream()
        .filter(w -> typed.length() >= 3 && w.length() >= 3)
        .filter(w -> typed.contains(w) || w.contains(typed))
        .min(Comparator.comparingInt(w -> Math.abs(w.length() - typed.length())));
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one word the other. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
