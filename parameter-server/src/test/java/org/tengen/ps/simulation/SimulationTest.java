package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.strategy.Strategy;

/** Each failure names its seed; the same seed fails the same way again. */
@Tag("simulation")
class SimulationTest {
  private static final int SEEDS = 60;
  private static final BudgetKept BUDGET = new BudgetKept();

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "local:4"})
  void endsInTheSameBitsHoweverLanesAndConnectionsDieBehindABarrier(String strategy) {
    Scenario scenario = new Scenario(strategy, 4, 3, 12);
    Cluster unharmed = new Cluster(scenario, Faults.NONE, 0, List.of());
    unharmed.run();
    float[] expected = unharmed.weights();
    int kills = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      kills += endsIn(expected, scenario, seed, false);
    }
    assertThat(kills).describedAs("kills in all seeds").isGreaterThan(SEEDS);
  }

  @Test
  void endsInTheSameBitsAfterAStopAndARestartBehindABarrier() {
    Scenario scenario = new Scenario("bsp", 3, 2, 10);
    Cluster unharmed = new Cluster(scenario, Faults.NONE, 0, List.of());
    unharmed.run();
    for (long seed = 1; seed <= SEEDS; seed++) {
      endsIn(unharmed.weights(), scenario, seed, true);
    }
  }

  @Test
  void appliesEveryPushOnceAndKeepsTheSlack() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      holds(new Scenario("ssp:" + seed % 4, 4, 1 + (int) (seed % 3), 12), seed, false);
    }
  }

  @Test
  void appliesEveryPushOnceWhenNobodyWaits() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      holds(new Scenario("asp", 1 + (int) (seed % 5), 2, 12), seed, false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"softsync:1", "softsync:2", "softsync:4"})
  void appliesEveryPushOnceInTheMeanOfSeveral(String strategy) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      holds(new Scenario(strategy, 4, 1 + (int) (seed % 3), 12), seed, seed % 2 == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"asp:dc", "ssp:2+dc:0.5:0.9"})
  void compensatesDelaysAndStillAppliesEveryPushOnce(String strategy) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      holds(new Scenario(strategy, 4, 1 + (int) (seed % 3), 12), seed, seed % 2 == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"softsync:2+lr/tau", "softsync:2+dc"})
  void keepsTheBudgetWhereACorrectionChangesWhatAPushAdds(String strategy) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      run(new Scenario(strategy, 4, 2, 12), seed, seed % 2 == 0, List.of(BUDGET));
    }
  }

  @Test
  void addsEveryElasticPushOnce() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      holds(new Scenario("easgd:4", 4, 1 + (int) (seed % 3), 12), seed, seed % 2 == 0);
    }
  }

  @Test
  void appliesTheFirstOfEachClockOnceAndLetsTheLateGoOn() {
    int jumps = 0;
    for (long seed = 1; seed <= 4 * SEEDS; seed++) {
      String strategy = "bsp:backup=" + (1 + seed % 3);
      Scenario scenario = new Scenario(strategy, 4, 1 + (int) (seed % 3), 12);
      jumps += run(scenario, seed, seed % 4 == 0).jumps();
    }
    assertThat(jumps).describedAs("clocks left out in all seeds").isGreaterThan(SEEDS);
  }

  /** Sixteen lanes with log-normal steps; the first ten clocks are left out. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 16})
  void isAboutAsManyUpdatesStaleAsASoftsyncHasGroups(int groups) {
    Scenario scenario = new Scenario("softsync:" + groups, 16, 2, 60);
    Cluster cluster = new Cluster(scenario, Faults.UNEVEN, 7, List.of());
    assertThat(cluster.runUntil(10 * 16)).isFalse();
    List<ShardStatistics> before = cluster.statistics();
    cluster.run();
    for (ShardStatistics shard : cluster.statistics()) {
      Histogram later = shard.staleness();
      later.subtract(before.get(shard.shard()).staleness());
      assertThat(later.getMean()).isCloseTo(groups, withinPercentage(20));
      assertThat(later.getPercentileAtOrBelowValue(2L * groups)).isGreaterThan(99);
    }
  }

  @Test
  void keepsTheBudgetToThePushAfterAStopAndARestart() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      String strategy = seed % 2 == 0 ? "asp" : "ssp:2";
      holds(new Scenario(strategy, 4, 3, 10), seed, true);
    }
  }

  private static int endsIn(float[] expected, Scenario scenario, long seed, boolean restart) {
    Cluster cluster = run(scenario, seed, restart);
    assertThat(cluster.weights()).describedAs("weights of seed %s", seed).isEqualTo(expected);
    return cluster.kills();
  }

  private static void holds(Scenario scenario, long seed, boolean restart) {
    run(scenario, seed, restart);
  }

  private static Cluster run(Scenario scenario, long seed, boolean restart) {
    long bound = Strategy.parse(scenario.strategy()).admission().stalenessBound(scenario.lanes());
    List<Invariant> invariants = List.of(new ExactlyOnce(), new StalenessBound(bound), BUDGET);
    return run(scenario, seed, restart, invariants);
  }

  private static Cluster run(
      Scenario scenario, long seed, boolean restart, List<Invariant> invariants) {
    try {
      Cluster cluster = new Cluster(scenario, Faults.MANY, seed, invariants);
      if (restart) {
        long pushes = cluster.training().pushes();
        if (!cluster.runUntil(pushes - 1 - seed % (pushes / 2))) {
          cluster.restart();
        }
      }
      cluster.run();
      BUDGET.checkEnd(cluster);
      return cluster;
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + " of " + scenario + ": " + e.getMessage(), e);
    }
  }
}
