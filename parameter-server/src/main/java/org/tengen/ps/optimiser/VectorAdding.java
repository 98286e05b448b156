package org.tengen.ps.optimiser;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Adding} as wide as the processor has it. Loaded by name and only where its module is. */
final class VectorAdding implements Adding {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  @Override
  public void add(
      float[] from, int begin, float[] to, int at, int count, float scale, float factor) {
    FloatVector scales = FloatVector.broadcast(LANES, scale);
    FloatVector factors = FloatVector.broadcast(LANES, factor);
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      FloatVector more = FloatVector.fromArray(LANES, from, begin + i).mul(scales).mul(factors);
      FloatVector.fromArray(LANES, to, at + i).add(more).intoArray(to, at + i);
    }
    for (; i < count; i++) {
      to[at + i] += factor * (scale * from[begin + i]);
    }
  }
}
