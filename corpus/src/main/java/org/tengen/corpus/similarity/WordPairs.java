package org.tengen.corpus.similarity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;

/**
 * Pairs of words with how alike people find them, such as WordSim-353 (Finkelstein et al. 2002).
 *
 * @param pairs in the order of the file
 */
public record WordPairs(List<Pair> pairs) {
  /** Copies the list. */
  public WordPairs {
    pairs = List.copyOf(pairs);
  }

  /** Two words, and the mean of what people said: more is more alike. */
  public record Pair(String first, String second, double similarity) {}

  /**
   * How vectors do.
   *
   * @param spearman the correlation over the pairs found; not a number below two of them
   * @param found pairs of which both words have vectors
   * @param pairs all pairs
   */
  public record Result(double spearman, int found, int pairs) {}

  /**
   * Reads a pair a line: two words and a number, with tabs between, or commas. Lines that are blank
   * or start with {@code #} are none, nor is a first line without a number.
   *
   * @param where the file's name, for the error
   * @throws CorpusException if a line is no pair; names it
   */
  public static WordPairs read(Reader in, String where) throws IOException {
    BufferedReader lines = new BufferedReader(in);
    List<Pair> pairs = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(line.indexOf('\t') >= 0 ? "\t" : ",", -1);
      if (parts.length >= 3 && isNumber(parts[2])) {
        pairs.add(
            new Pair(parts[0].strip(), parts[1].strip(), Double.parseDouble(parts[2].strip())));
      } else if (number > 1 || parts.length < 3) {
        throw new CorpusException(
            "similarity=%s: line %d is '%s'; expected two words and a number, e.g. tiger<TAB>cat<TAB>7.35"
                .formatted(where, number, line));
      }
    }
    if (pairs.isEmpty()) {
      throw new CorpusException("similarity=" + where + ": no pair of words in it; expected some");
    }
    return new WordPairs(pairs);
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Compares the order of people's numbers with that of cosines. */
  public Result evaluate(WordVectors vectors) {
    List<Pair> found =
        pairs.stream()
            .filter(pair -> vectors.find(pair.first) >= 0 && vectors.find(pair.second) >= 0)
            .toList();
    double[] people = found.stream().mapToDouble(Pair::similarity).toArray();
    double[] cosines =
        found.stream()
            .mapToDouble(
                pair -> vectors.cosine(vectors.find(pair.first), vectors.find(pair.second)))
            .toArray();
    return new Result(SpearmanCorrelation.of(people, cosines), found.size(), pairs.size());
  }
}
