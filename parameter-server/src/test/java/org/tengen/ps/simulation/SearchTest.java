package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Five shards and eight lanes; what fails names its seed, and the command that shows it. */
@Tag("simulation")
class SearchTest {
  private static final long SEEDS = 300;

  /** {@code -Dtengen.simulation.seeds=10000} runs more. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void noSeedBreaksAnInvariantAndEveryKindOfFaultHasHappened(Kind kind)
      throws InterruptedException {
    long seeds = Long.getLong("tengen.simulation.seeds", SEEDS);
    Happenings happenings = Search.run(kind, seeds);
    System.out.println(seeds + " seeds, " + kind + ": " + happenings);
    assertThat(happenings.missing(kind)).describedAs("what never happened").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {4158, 7698})
  void aSeedThatOnceFoundAFaultFindsNoneAnyMore(long seed) {
    new Seed(Kind.DENSE, seed, null).run(Trace.off());
  }

  /** One to three shards, four or five lanes. */
  @ParameterizedTest
  @MethodSource("org.tengen.ps.simulation.DenseScenario#strategies")
  void noSeedBreaksAnInvariantOfASmallCluster(String strategy) {
    for (int seed = 1; seed <= 8; seed++) {
      int lanes = strategy.equals("softsync:8") ? 8 : 4 + seed % 2;
      Scenario scenario =
          new DenseScenario(strategy, "adam", lanes, 1 + seed % 3, 8).withReplicas(1 + seed / 5);
      new Seed(Kind.DENSE, seed, null).run(scenario, Faults.drawn(new Random(seed)));
    }
  }

  /** One to three shards, four or five lanes. */
  @ParameterizedTest
  @MethodSource("org.tengen.ps.simulation.RowScenario#strategies")
  void noSeedBreaksAnInvariantOfRowsInASmallCluster(String strategy) {
    for (int seed = 1; seed <= 8; seed++) {
      Scenario scenario =
          new RowScenario(strategy, "sgd", 4 + seed % 2, 1 + seed % 3, 8, seed % 4 == 0, 150);
      new Seed(Kind.ROWS, seed, null).run(scenario, Faults.drawn(new Random(seed)));
    }
  }

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void findsAFaultThatIsPutIn(Mutant mutant) {
    Search.Found found = Search.finds(mutant, SEEDS);
    System.out.println(mutant + " is found by " + found);
    assertThat(found.seed()).describedAs("the seed that finds %s", mutant).isPositive();
  }

  /**
   * What is promised to lanes fails by itself, also where nobody looks into replicas. A promotion
   * within the lease, and a confirmation of an old epoch, are not among these: each alone breaks no
   * promise, since the other is still in the way.
   */
  @ParameterizedTest
  @CsvSource({
    "ACKNOWLEDGES_BEFORE_REPLICATION, ExactlyOnce",
    "SERVES_AFTER_THE_LEASE, OnePrimary",
    "TAKES_ENTRIES_OUT_OF_ORDER, ExactlyOnce",
    "JOINS_WITHOUT_THE_REST, ExactlyOnce",
    "FORGETS_THE_DEDUPE_AT_PROMOTION, ExactlyOnce"
  })
  void findsAFaultOfReplicasByWhatTheyAnswer(Mutant mutant, String invariant) {
    Search.Found found = Search.findsFromOutside(mutant, SEEDS, invariant);
    System.out.println(mutant + " is found from outside by " + found);
    assertThat(found.seed())
        .describedAs("the seed by which %s finds %s", invariant, mutant)
        .isPositive();
  }
}
