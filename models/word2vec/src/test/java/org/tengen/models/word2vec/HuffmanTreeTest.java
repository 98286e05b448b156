package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HuffmanTreeTest {
  private static int[] path(HuffmanTree tree, int word) {
    int[] path = new int[tree.depth(word)];
    for (int i = 0; i < path.length; i++) {
      path[i] = tree.step(word, i);
    }
    return path;
  }

  private static WordCounts zipf(int words) {
    long[] counts = new long[words];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < words; i++) {
      counts[i] = 1_000_000L / (i + 1) + random.nextInt(5) + 1;
    }
    return WordCounts.of(counts);
  }

  @Test
  void theTwoRarestWordsAreJoinedFirst() {
    HuffmanTree tree = new HuffmanTree(WordCounts.of(8, 4, 2, 1));
    // row 0 joins words 3 and 2, row 1 that pair and word 1, row 2 all with word 0
    assertThat(path(tree, 0)).containsExactly(2);
    assertThat(path(tree, 1)).containsExactly(~2, 1);
    assertThat(path(tree, 2)).containsExactly(~2, ~1, 0);
    assertThat(path(tree, 3)).containsExactly(~2, ~1, ~0);
    assertThat(tree.deepest()).isEqualTo(3);
  }

  @Test
  void wordsThatAreEquallyFrequentAreEquallyDeep() {
    HuffmanTree tree = new HuffmanTree(WordCounts.of(7, 7, 7, 7, 7, 7, 7, 7));
    for (int word = 0; word < 8; word++) {
      assertThat(tree.depth(word)).isEqualTo(3);
    }
  }

  @Test
  void noWordsWayIsTheBeginningOfAnothers() {
    HuffmanTree tree = new HuffmanTree(zipf(500));
    Set<String> ways = new HashSet<>();
    double kraft = 0;
    for (int word = 0; word < 500; word++) {
      StringBuilder way = new StringBuilder();
      for (int step : path(tree, word)) {
        way.append(step < 0 ? 'y' : 'n');
      }
      ways.add(way.toString());
      kraft += Math.pow(2, -tree.depth(word));
    }
    assertThat(ways).hasSize(500);
    assertThat(kraft).isEqualTo(1.0);
  }

  @Test
  void theChancesOfAllWordsSumToOneWhateverTheDecisions() {
    HuffmanTree tree = new HuffmanTree(zipf(300));
    Map<Integer, Double> yes = new HashMap<>();
    SplittableRandom random = new SplittableRandom(2);
    double sum = 0;
    for (int word = 0; word < 300; word++) {
      double chance = 1;
      for (int step : path(tree, word)) {
        double p = yes.computeIfAbsent(Block.row(step), row -> random.nextDouble());
        chance *= step < 0 ? p : 1 - p;
      }
      sum += chance;
    }
    assertThat(yes).hasSize(299);
    assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
  }

  @Test
  void decisionsForAWordOfTheTextAreWithinOneOfItsEntropy() {
    WordCounts words = zipf(1000);
    HuffmanTree tree = new HuffmanTree(words);
    double entropy = 0;
    double depth = 0;
    for (int word = 0; word < words.size(); word++) {
      double share = (double) words.count(word) / words.total();
      entropy -= share * Math.log(share) / Math.log(2);
      depth += share * tree.depth(word);
    }
    assertThat(depth).isBetween(entropy, entropy + 1);
  }
}
