package org.tengen.bench.policyvalue;

import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

/**
 * A network of AlphaGo Zero's kind, and positions for it: always the same, planes of noughts and
 * ones.
 */
record Shape(int side, int blocks, int filters) {
  private static final Pattern LABEL = Pattern.compile("(\\d+)x(\\d+):(\\d+)x(\\d+)");
  private static final long SEED = 7;

  /** SIDExSIDE:BLOCKSxFILTERS. */
  static Shape of(String label) {
    Matcher parts = LABEL.matcher(label);
    if (!parts.matches() || !parts.group(1).equals(parts.group(2))) {
      throw new IllegalArgumentException(
          "--networks=" + label + ": expected SIDExSIDE:BLOCKSxFILTERS, e.g. 9x9:6x64");
    }
    return new Shape(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(3)),
        Integer.parseInt(parts.group(4)));
  }

  String label() {
    return "%dx%d, %d blocks of %d filters".formatted(side, side, blocks, filters);
  }

  PolicyValueSettings settings() {
    return new PolicyValueSettings(
        BoardPlanes.square(side),
        new ResidualTower(new ResidualForm.Basic(), blocks, filters),
        PolicyValueHeads.dense(),
        1e-4,
        SEED);
  }

  PolicyValueBatch batch(int samples) {
    SplittableRandom random = new SplittableRandom(SEED);
    BoardPlanes input = settings().input();
    float[] planes = new float[samples * input.floats()];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = random.nextInt(3) == 0 ? 1 : 0;
    }
    float[] policies = new float[samples * input.moves()];
    float[] values = new float[samples];
    for (int sample = 0; sample < samples; sample++) {
      policies[sample * input.moves() + random.nextInt(input.moves())] = 1;
      values[sample] = random.nextBoolean() ? 1 : -1;
    }
    return new PolicyValueBatch(samples, planes, policies, values);
  }
}
