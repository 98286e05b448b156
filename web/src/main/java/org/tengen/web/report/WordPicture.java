package org.tengen.web.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.tengen.web.plot.Numbers;
import org.tengen.web.plot.ScatterPlot;

/**
 * Chosen words in the plane in which their directions differ most (principal components; Pearson
 * 1901).
 *
 * @param words in the order in which they were chosen
 * @param share of their variance that the plane shows, 0..1
 */
public record WordPicture(List<Word> words, double share) {
  /**
   * A word's place.
   *
   * @param nearest of the other words, by the cosine of the whole vectors
   * @param cosine of the two
   */
  public record Word(String word, double x, double y, String nearest, double cosine) {}

  /** What {@link #table} has in its columns. */
  static final List<String> COLUMNS = List.of("word", "x", "y", "nearest", "cosine");

  public WordPicture {
    words = List.copyOf(requireNonNull(words, "words.picture.words"));
  }

  /** Has a training one? */
  static boolean of(StrategyRun run) {
    WordFigures words = run.words();
    return words != null && words.picture() != null;
  }

  /** That of a training which has one. */
  static WordPicture required(StrategyRun run) {
    return requireNonNull(requireNonNull(run.words()).picture());
  }

  /** A row for each word. */
  List<List<String>> table() {
    return words.stream()
        .map(
            word ->
                List.of(
                    word.word,
                    Numbers.fixed(word.x, 3),
                    Numbers.fixed(word.y, 3),
                    word.nearest,
                    Numbers.fixed(word.cosine, 3)))
        .toList();
  }

  /** What the plane is, for those who look at it. */
  String words(String training) {
    return ("%s: %d words in the plane in which their directions differ most; it shows %s %% of how"
            + " they differ, so words that lie near each other may still be far apart. The table has"
            + " each word's nearest by all dimensions.")
        .formatted(training, words.size(), Numbers.fixed(100 * share, 0));
  }

  /** The plot of a training. */
  ScatterPlot plot(String training) {
    return new ScatterPlot(
        "Chosen words under " + training,
        words.stream()
            .map(word -> word.word + " is nearest to " + word.nearest)
            .collect(Collectors.joining("; ", "", ".")),
        words.stream().map(WordPicture::point).toList());
  }

  private static ScatterPlot.Point point(Word word) {
    return new ScatterPlot.Point(
        word.word,
        word.x,
        word.y,
        "%s: nearest to %s, cosine %s"
            .formatted(word.word, word.nearest, Numbers.fixed(word.cosine, 3)));
  }
}
