package org.tengen.models.dl4j.policyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.models.Engine;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

class PolicyValueMemoryTest {
  private static final int BATCH = 16;

  /** All of them, and at most twice as much. */
  @ParameterizedTest
  @CsvSource({"basic, 4", "bottleneck, 4", "pre-activation, 4", "wide:2, 3", "pyramid:16, 4"})
  void countsTheWorkspacesOfAStepAndAnEvaluation(String form, int blocks) {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    PolicyValueSettings settings =
        new PolicyValueSettings(
            BoardPlanes.square(9),
            new ResidualTower(ResidualForm.of(form), blocks, 16),
            PolicyValueHeads.dense(),
            1e-4,
            1);
    PolicyValueBatch batch = SmallBoards.batch(settings, BATCH, 3);
    long workspaces;
    try (PolicyValueReplica replica = Engine.load().policyValue(settings)) {
      for (int step = 0; step < 3; step++) {
        replica.step(batch, step);
        replica.evaluate(BATCH, batch.planes());
      }
      workspaces = workspaces();
    }
    long counted =
        Engine.load().policyValueMemory(settings, BATCH).offHeapBytes()
            - 2 * Float.BYTES * settings.parameters();

    assertThat(workspaces).isBetween(counted / 2, counted);
  }

  private static long workspaces() {
    return Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
        .mapToLong(MemoryWorkspace::getCurrentSize)
        .sum();
  }
}
