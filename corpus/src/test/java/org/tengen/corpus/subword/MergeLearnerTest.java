package org.tengen.corpus.subword;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.vocabulary.WordCount;

class MergeLearnerTest {
  private static List<WordCount> paper() {
    return List.of(
        new WordCount("low", 5),
        new WordCount("lower", 2),
        new WordCount("newest", 6),
        new WordCount("widest", 3));
  }

  @Test
  void learnsTheExampleOfThePaper() {
    assertThat(MergeLearner.learn(paper(), 10).text())
        .isEqualTo(
            """
            #version: 0.2
            s t</w>
            e st</w>
            l o
            w est</w>
            n e
            ne west</w>
            lo w</w>
            w i
            wi d
            wid est</w>
            """);
  }

  @Test
  void takesTheGreatestOfEquallyFrequentPairsByCodePoint() {
    List<WordCount> words =
        List.of(
            new WordCount("\ue000x", 2), new WordCount("\ud83d\ude00x", 2), new WordCount("ax", 2));

    assertThat(MergeLearner.learn(words, 3).text())
        .isEqualTo("#version: 0.2\n\ud83d\ude00 x</w>\n\ue000 x</w>\na x</w>\n");
  }

  @Test
  void leavesPairsThatAreSeenOnceAndWordsOfOneLetter() {
    assertThat(MergeLearner.learn(List.of(new WordCount("ab", 1), new WordCount("c", 9)), 5).text())
        .isEqualTo("#version: 0.2\n");
  }

  @Test
  void countsAPairThatOverlapsItselfAtEachPlace() {
    assertThat(MergeLearner.learn(List.of(new WordCount("aaaaa", 2)), 2).text())
        .isEqualTo("#version: 0.2\na a\naa aa\n");
  }

  @Test
  void learnsWhatCountingAnewAfterEachMergeDoes() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      Map<String, Long> counts = new HashMap<>();
      for (int i = 0; i < 60; i++) {
        StringBuilder word = new StringBuilder();
        for (int length = 1 + random.nextInt(9); length > 0; length--) {
          word.append((char) ('a' + random.nextInt(3)));
        }
        counts.merge(word.toString(), 1L + random.nextInt(20), Long::sum);
      }
      List<WordCount> words = new ArrayList<>();
      counts.forEach((word, count) -> words.add(new WordCount(word, count)));
      Collections.shuffle(words, random);

      assertThat(MergeLearner.learn(words, 60).text())
          .as("seed %d", seed)
          .isEqualTo(naive(counts, 60));
    }
  }

  /** Words as pieces with spaces around them, all pairs counted after each merge. */
  private static String naive(Map<String, Long> counts, int most) {
    Map<List<String>, Long> words = new HashMap<>();
    counts.forEach((word, count) -> words.put(pieces(word), count));
    StringBuilder text = new StringBuilder("#version: 0.2\n");
    for (int merge = 0; merge < most; merge++) {
      Map<String, Long> pairs = new HashMap<>();
      words.forEach(
          (word, count) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
              pairs.merge(word.get(i) + " " + word.get(i + 1), count, Long::sum);
            }
          });
      String best =
          pairs.keySet().stream()
              .max(
                  (a, b) -> {
                    int byCount =
                        Long.compare(pairs.getOrDefault(a, 0L), pairs.getOrDefault(b, 0L));
                    return byCount != 0 ? byCount : a.compareTo(b);
                  })
              .orElse("");
      if (pairs.getOrDefault(best, 0L) < 2) {
        break;
      }
      text.append(best).append('\n');
      Map<List<String>, Long> merged = new HashMap<>();
      words.forEach((word, count) -> merged.merge(merged(word, best), count, Long::sum));
      words.clear();
      words.putAll(merged);
    }
    return text.toString();
  }

  private static List<String> pieces(String word) {
    List<String> letters = Stream.of(word.split("")).collect(Collectors.toList());
    letters.set(letters.size() - 1, letters.get(letters.size() - 1) + "</w>");
    return letters;
  }

  private static List<String> merged(List<String> word, String pair) {
    List<String> after = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      if (i + 1 < word.size() && (word.get(i) + " " + word.get(i + 1)).equals(pair)) {
        after.add(word.get(i) + word.get(++i));
      } else {
        after.add(word.get(i));
      }
    }
    return after;
  }
}
