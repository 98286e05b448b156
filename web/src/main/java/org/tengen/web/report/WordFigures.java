package org.tengen.web.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training of word vectors has in the place of perplexities.
 *
 * @param losses in order of words
 * @param picture of chosen words; null where none were chosen
 */
public record WordFigures(
    List<Loss> losses, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WordPicture picture) {
  /** The share of the words behind which the loss is that of the end. */
  private static final double END = 0.95;

  public WordFigures {
    losses = List.copyOf(requireNonNull(losses, "words.losses"));
  }

  /**
   * The mean loss of the words since the point before, in nats: minus the log likelihood of a word
   * and its noise, or its way through the tree, given one word of its context under skip-gram, or
   * the context under CBOW.
   *
   * @param seconds of the training
   * @param words trained on by then
   */
  public record Loss(double seconds, long words, double loss) {}

  /** The mean loss over the last twentieth of the words; NaN where there is none. */
  double lossAtEnd() {
    double sum = 0;
    long counted = 0;
    long all = losses.isEmpty() ? 0 : losses.get(losses.size() - 1).words();
    long before = 0;
    for (Loss point : losses) {
      if (point.words() > END * all) {
        sum += point.loss() * (point.words() - before);
        counted += point.words() - before;
      }
      before = point.words();
    }
    return sum / counted;
  }
}
