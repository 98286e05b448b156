package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void findsAFaultThatIsPutIn(Mutant mutant) {
    long seed = Search.finds(mutant, SEEDS);
    System.out.println(mutant + " is found by seed " + seed);
    assertThat(seed).describedAs("the seed that finds %s", mutant).isPositive();
  }
}
