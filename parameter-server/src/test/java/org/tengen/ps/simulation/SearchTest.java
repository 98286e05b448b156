package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Five shards and eight lanes; what fails names its seed, and the command that shows it. */
@Tag("simulation")
class SearchTest {
  private static final long SEEDS = 300;

  /** {@code -Dtengen.simulation.seeds=10000} runs more. */
  @Test
  void noSeedBreaksAnInvariantAndEveryKindOfFaultHasHappened() throws InterruptedException {
    long seeds = Long.getLong("tengen.simulation.seeds", SEEDS);
    Happenings happenings = Search.run(seeds);
    System.out.println(seeds + " seeds: " + happenings);
    assertThat(happenings.missing()).describedAs("what never happened").isEmpty();
  }

  /** One to three shards, four or five lanes. */
  @ParameterizedTest
  @MethodSource("org.tengen.ps.simulation.Scenario#strategies")
  void noSeedBreaksAnInvariantOfASmallCluster(String strategy) {
    for (int seed = 1; seed <= 8; seed++) {
      int lanes = strategy.equals("softsync:8") ? 8 : 4 + seed % 2;
      Scenario scenario =
          new Scenario(strategy, "adam", lanes, 1 + seed % 3, 8).withReplicas(1 + seed / 5);
      new Seed(seed, null).run(scenario, Faults.drawn(new Random(seed)));
    }
  }

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void findsAFaultThatIsPutIn(Mutant mutant) {
    long seed = Search.finds(mutant, SEEDS);
    System.out.println(mutant + " is found by seed " + seed);
    assertThat(seed).describedAs("the seed that finds %s", mutant).isPositive();
  }
}
