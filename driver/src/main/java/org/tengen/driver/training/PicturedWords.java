package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.vectors.Spelling;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.corpus.vocabulary.WordCount;
import org.tengen.driver.WrongSetting;
import org.tengen.web.report.WordPicture;

/**
 * The words that are to be pictured, whose vectors are caught as those of all words go by. Used by
 * one thread.
 */
final class PicturedWords {
  private final Map<String, float[]> vectors = new LinkedHashMap<>();

  /**
   * Words as they were chosen, of which the vocabulary has each as it is, or in lower case.
   *
   * @throws WrongSetting for one that gets no vector
   */
  PicturedWords(List<String> chosen, Vocabulary vocabulary) {
    for (String word : chosen) {
      String lower = word.toLowerCase(Locale.ROOT);
      boolean asIs = vocabulary.id(word) >= Vocabulary.SPECIALS;
      if (!asIs && vocabulary.id(lower) < Vocabulary.SPECIALS) {
        throw unknown(word, vocabulary);
      }
      vectors.put(asIs ? word : lower, new float[0]);
    }
  }

  private static WrongSetting unknown(String word, Vocabulary vocabulary) {
    List<String> words = vocabulary.words().stream().map(WordCount::word).toList();
    return new WrongSetting(
        "picture=%s: has no vector; %s"
            .formatted(
                word,
                Spelling.nearest(word, words)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("expected words that are as frequent as min-count asks")));
  }

  /** The next of all words; the vector may change afterwards. */
  void see(String word, float[] vector) {
    vectors.computeIfPresent(word, (same, before) -> vector.clone());
  }

  /** The picture; null where no words were chosen. */
  @Nullable WordPicture picture() {
    if (vectors.isEmpty()) {
      return null;
    }
    List<String> words = List.copyOf(vectors.keySet());
    double[][] units = vectors.values().stream().map(PicturedWords::unit).toArray(double[][]::new);
    RealMatrix cosines = products(units);
    RealMatrix centred = centred(cosines);
    EigenDecomposition axes = new EigenDecomposition(centred);
    double[] x = coordinates(axes, 0);
    double[] y = coordinates(axes, 1);
    List<WordPicture.Word> placed = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      int near = nearest(cosines, i);
      placed.add(
          new WordPicture.Word(
              words.get(i), x[i], y[i], words.get(near), cosines.getEntry(i, near)));
    }
    double all = centred.getTrace();
    double shown = Math.max(0, axes.getRealEigenvalue(0)) + Math.max(0, axes.getRealEigenvalue(1));
    return new WordPicture(placed, all > 0 ? Math.min(1, shown / all) : 1);
  }

  private static double[] unit(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    double length = square > 0 ? Math.sqrt(square) : 1;
    double[] unit = new double[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }

  private static RealMatrix products(double[][] units) {
    RealMatrix rows = new Array2DRowRealMatrix(units, false);
    return rows.multiply(rows.transpose());
  }

  /** The products of the same vectors less their mean. */
  private static RealMatrix centred(RealMatrix products) {
    int size = products.getRowDimension();
    double[] means = new double[size];
    double mean = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        means[i] += products.getEntry(i, j) / size;
      }
      mean += means[i] / size;
    }
    RealMatrix centred = products.copy();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        centred.addToEntry(i, j, mean - means[i] - means[j]);
      }
    }
    return centred;
  }

  /** Along a principal axis, whose sign is that of the word that is farthest out. */
  private static double[] coordinates(EigenDecomposition axes, int axis) {
    double[] along = axes.getEigenvector(axis).toArray();
    double scale = Math.sqrt(Math.max(0, axes.getRealEigenvalue(axis)));
    double farthest = 0;
    for (double each : along) {
      farthest = Math.abs(each) > Math.abs(farthest) + 1e-9 ? each : farthest;
    }
    for (int i = 0; i < along.length; i++) {
      along[i] *= farthest < 0 ? -scale : scale;
    }
    return along;
  }

  private static int nearest(RealMatrix cosines, int word) {
    int best = word == 0 ? 1 : 0;
    for (int other = 0; other < cosines.getRowDimension(); other++) {
      if (other != word && cosines.getEntry(word, other) > cosines.getEntry(word, best)) {
        best = other;
      }
    }
    return best;
  }
}
