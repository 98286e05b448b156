package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One simulated run: a seed decides the strategy, the optimiser, what goes wrong and when.
 *
 * @param kind of tables
 * @param mutant the fault that is put in; null for none
 */
record Seed(Kind kind, long number, @Nullable Mutant mutant) {
  /** By scenario, the weights in which a run ends where nothing goes wrong. */
  private static final Map<Scenario, float[]> UNHARMED = new ConcurrentHashMap<>();

  /** Runs it. */
  Happenings run(Trace trace) {
    return run(mutant == null ? Mutation.NONE : mutant.mutation(), trace);
  }

  /** Runs it with a mutation that is given. */
  Happenings run(Mutation mutation) {
    return run(mutation, Trace.off());
  }

  private Happenings run(Mutation mutation, Trace trace) {
    Random random = new Random(number * 0xd1342543de82ef95L + 1);
    String more = "\nto see it happen: " + replay();
    if (kind == Kind.ROWS) {
      Scenario rows = RowScenario.drawn(random);
      return run(rows, Faults.drawn(random), mutation, trace, more).happenings();
    }
    DenseScenario drawn = DenseScenario.drawn(random);
    Faults faults = Faults.drawn(random);
    int replicas = 1 + random.nextInt(2);
    DenseScenario twice = drawn.withReplicas(mutant != null && mutant.ofReplicas() ? 2 : replicas);
    String codec = DenseScenario.codec(random);
    DenseScenario scenario = mutant == null ? twice.withCodec(codec) : twice;
    return run(scenario, faults, mutation, trace, more).happenings();
  }

  /** Runs it, but with that scenario and those faults. */
  Cluster run(Scenario scenario, Faults faults) {
    return run(scenario, faults, Mutation.NONE, Trace.off(), "");
  }

  private Cluster run(
      Scenario scenario, Faults faults, Mutation mutation, Trace trace, String more) {
    Cluster cluster = null;
    try {
      cluster = new Cluster(scenario, faults, mutation, number, trace);
      cluster.run();
      if (mutant == null && endsInTheSameBits(cluster)) {
        checkBits(cluster, scenario);
      }
      return cluster;
    } catch (AssertionError e) {
      String when = cluster == null ? "" : " at %.6f ms".formatted(cluster.time().nowNs() / 1e6);
      throw new AssertionError(
          "seed %d (%s)%s: %s".formatted(number, scenario, when, e.getMessage()) + more, e);
    }
  }

  /** The command that runs it again, with a trace. */
  String replay() {
    return "mvn -B -q -pl parameter-server -am test -Dtest=ReplayTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtengen.simulation.seed="
        + number
        + (kind == Kind.DENSE ? "" : " -Dtengen.simulation.kind=" + kind)
        + (mutant == null ? "" : " -Dtengen.simulation.mutant=" + mutant);
  }

  private static boolean endsInTheSameBits(Cluster cluster) {
    return cluster.course().strategy().gathering().reproducible()
        && !cluster.trained().keepsResidual();
  }

  /**
   * A reproducible strategy ends in the same bits, whatever has gone wrong, unless a lane's worker
   * keeps back what dies with it.
   */
  private static void checkBits(Cluster cluster, Scenario scenario) {
    float[] unharmed =
        UNHARMED.computeIfAbsent(
            scenario.calm(),
            once -> {
              Cluster calm = new Cluster(once, Faults.NONE, Mutation.NONE, 0, Trace.off());
              calm.run();
              return calm.weights();
            });
    if (!Arrays.equals(unharmed, cluster.weights())) {
      throw new Violation(BspEquality.class, "the run ends in other bits than one unharmed");
    }
  }
}
