package org.tengen.corpus.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Split;

class TokenDealTest {
  /** One record in a thousand is a thousand times longer. */
  private static int[] heavyTail(int records, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, records)
        .map(i -> (5 + random.nextInt(20)) * (random.nextInt(1000) == 0 ? 1000 : 1))
        .toArray();
  }

  /** Deals records out that stand in files which end where {@code ends} says. */
  private static int[] lanes(int[] lengths, int lanes, long seed, int... ends) {
    LengthCounts[] parts = new LengthCounts[ends.length];
    for (int part = 0, record = 0; part < ends.length; part++) {
      parts[part] = new LengthCounts();
      for (; record < ends[part]; record++) {
        parts[part].add(lengths[record]);
      }
    }
    List<NavigableMap<Integer, Long>> ranks = LengthCounts.ranks(List.of(parts));
    int[] dealt = new int[lengths.length];
    for (int part = 0, record = 0; part < ends.length; part++) {
      TokenDeal deal = new TokenDeal(new Split(seed, 0, lanes), ranks.get(part));
      for (; record < ends[part]; record++) {
        dealt[record] = deal.lane(lengths[record]);
      }
    }
    return dealt;
  }

  private static long[] tokens(int[] lengths, int[] dealt, int lanes) {
    long[] tokens = new long[lanes];
    for (int record = 0; record < lengths.length; record++) {
      tokens[dealt[record]] += lengths[record];
    }
    return tokens;
  }

  private static double spread(long[] tokens) {
    double mean = LongStream.of(tokens).average().orElseThrow();
    return (LongStream.of(tokens).max().orElseThrow() - LongStream.of(tokens).min().orElseThrow())
        / mean;
  }

  @Test
  void givesLanesEqualTokensThoughAFewRecordsHaveHalfOfThem() {
    for (long seed = 1; seed <= 20; seed++) {
      int[] lengths = heavyTail(200_000, seed);
      long longest = IntStream.of(lengths).max().orElseThrow();
      double mean = IntStream.of(lengths).asLongStream().sum() / 8.0;

      int[] dealt = lanes(lengths, 8, seed, lengths.length);

      assertThat(spread(tokens(lengths, dealt, 8)))
          .as("seed %d", seed)
          .isLessThan(longest / mean)
          .isLessThan(0.04);
      long[] records = tokens(IntStream.generate(() -> 1).limit(200_000).toArray(), dealt, 8);
      assertThat(records).containsOnly(25_000);
    }
  }

  @Test
  void isFarFromEvenByNumberAlone() {
    int[] lengths = heavyTail(200_000, 1);
    Split split = new Split(1, 0, 8);
    int[] dealt = IntStream.range(0, lengths.length).map(split::lane).toArray();

    assertThat(spread(tokens(lengths, dealt, 8))).isGreaterThan(0.2);
  }

  @Test
  void dealsOneFileAndManyPiecesOfItAlike() {
    int[] lengths = heavyTail(20_000, 3);
    int[] ends = IntStream.rangeClosed(1, 50).map(i -> i * 400).toArray();

    assertThat(lanes(lengths, 7, 5, ends)).isEqualTo(lanes(lengths, 7, 5, 20_000));
  }

  @Test
  void mixesLengthsAndPlacesInEveryLane() {
    int[] lengths = heavyTail(40_000, 4);
    int[] dealt = lanes(lengths, 4, 4, lengths.length);

    for (int lane = 0; lane < 4; lane++) {
      int own = lane;
      long early = IntStream.range(0, 20_000).filter(r -> dealt[r] == own).count();
      long shortOnes =
          IntStream.range(0, 40_000).filter(r -> dealt[r] == own && lengths[r] < 10).count();
      assertThat(early).isBetween(4_700L, 5_300L);
      assertThat(shortOnes).isBetween(2_450L, 2_550L);
    }
  }

  @Test
  void dealsOtherwiseForAnotherSeed() {
    int[] lengths = heavyTail(1_000, 1);

    assertThat(lanes(lengths, 4, 1, 1_000)).isNotEqualTo(lanes(lengths, 4, 2, 1_000));
  }

  @Test
  void putsLengthsInClassesOfASixteenthAtTheMost() {
    assertThat(IntStream.of(0, 1, 31, 32, 33, 34, 63, 64, 67, 68).map(LengthCounts::lengthClass))
        .containsExactly(0, 1, 31, 32, 32, 33, 47, 48, 48, 49);
    int first = 1;
    for (int tokens = 1; tokens < 100_000; tokens++) {
      if (LengthCounts.lengthClass(tokens) != LengthCounts.lengthClass(first)) {
        assertThat(LengthCounts.lengthClass(tokens)).isEqualTo(LengthCounts.lengthClass(first) + 1);
        first = tokens;
      }
      assertThat(tokens - first).isLessThanOrEqualTo(first / 16);
    }
  }

  @Test
  void staysWithinItsBoundWhateverTheLengths() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      int lanes = 1 + random.nextInt(9);
      int steepness = 1 + random.nextInt(15);
      int[] lengths =
          IntStream.range(0, 1 + random.nextInt(500))
              .map(i -> 1 + random.nextInt(2 << random.nextInt(steepness)))
              .toArray();
      long[] tokens = tokens(lengths, lanes(lengths, lanes, seed, lengths.length), lanes);
      Arrays.sort(tokens);

      long longest = IntStream.of(lengths).max().orElseThrow();
      assertThat(tokens[lanes - 1] - tokens[0])
          .as("seed %d", seed)
          .isLessThanOrEqualTo(longest + tokens[lanes - 1] / 16);
    }
  }

  @Test
  void refusesFewerRecordsThanLanes() {
    LengthCounts lengths = new LengthCounts();
    List.of(3, 0, 0, 4).forEach(lengths::add);

    assertThatThrownBy(() -> TokenDeal.requireShares(new Split(1, 0, 3), lengths, "c"))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "workers=3: corpus=c has 2 records to train on; expected fewer workers or a larger"
                + " corpus");
    assertThatThrownBy(() -> new Split(1, 0, 3).requireShares(2, "c"))
        .isInstanceOf(CorpusException.class)
        .hasMessageMatching(
            "workers=3: lane \\d gets none of the 2 records of corpus=c; expected fewer workers or a"
                + " larger corpus");
    new Split(1, 0, 3).requireShares(1000, "c");
    TokenDeal.requireShares(new Split(1, 0, 2), lengths, "c");
    assertThat(lengths.total()).isEqualTo(4);
  }
}
