package org.tengen.models.dl4j.policyvalue;

import java.util.Collection;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueSettings;

/**
 * What a replica of the policy-value network takes: parameters and gradient, what each vertex gives
 * and its gradient, and scratch. Deeplearning4j keeps them in workspaces, of which a step's and an
 * evaluation's are apart.
 */
public final class PolicyValueMemory {
  /** Arrays outside the heap for each that a vertex gives, in all workspaces. */
  private static final long ARRAYS = 3;

  /** Arrays on the heap as large as the largest that a vertex gives. */
  private static final long SCRATCH = 2;

  private PolicyValueMemory() {}

  /** At batches of up to {@code batch} samples. */
  public static ReplicaMemory of(PolicyValueSettings settings, int batch) {
    Collection<InputType> given = given(settings);
    long all = given.stream().mapToLong(InputType::arrayElementsPerExample).sum();
    long largest = given.stream().mapToLong(InputType::arrayElementsPerExample).max().orElse(0);
    return new ReplicaMemory(
        Float.BYTES * (2 * settings.parameters() + ARRAYS * batch * all),
        Float.BYTES * SCRATCH * batch * largest);
  }

  private static Collection<InputType> given(PolicyValueSettings settings) {
    BoardPlanes input = settings.input();
    InputType planes = InputType.convolutional(input.height(), input.width(), input.planes());
    return PolicyValueGraph.configuration(settings, new NoOp(), DataType.FLOAT)
        .getLayerActivationTypes(planes)
        .values();
  }
}
