package org.tengen.ps.optimiser;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Adding} as wide as the processor has it. Loaded by name and only where its module is.
 *
 * <p>The loop does four vectors a turn, which makes {@link #add} longer than what the JIT takes
 * into its callers ({@code FreqInlineSize}, 325 bytes). That is on purpose: in the middle of a long
 * caller C2 gives up on some of the vector operations, by chance of its timing, and the whole
 * process is then five times slower.
 */
final class VectorAdding implements Adding {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  @Override
  public void add(
      float[] from, int begin, float[] to, int at, int count, float scale, float factor) {
    FloatVector scales = FloatVector.broadcast(LANES, scale);
    FloatVector factors = FloatVector.broadcast(LANES, factor);
    int one = LANES.length();
    int two = 2 * one;
    int three = 3 * one;
    int four = 4 * one;
    int i = 0;
    for (int end = count - count % four; i < end; i += four) {
      FloatVector a = FloatVector.fromArray(LANES, from, begin + i).mul(scales).mul(factors);
      FloatVector b = FloatVector.fromArray(LANES, from, begin + i + one).mul(scales).mul(factors);
      FloatVector c = FloatVector.fromArray(LANES, from, begin + i + two).mul(scales).mul(factors);
      FloatVector d =
          FloatVector.fromArray(LANES, from, begin + i + three).mul(scales).mul(factors);
      FloatVector.fromArray(LANES, to, at + i).add(a).intoArray(to, at + i);
      FloatVector.fromArray(LANES, to, at + i + one).add(b).intoArray(to, at + i + one);
      FloatVector.fromArray(LANES, to, at + i + two).add(c).intoArray(to, at + i + two);
      FloatVector.fromArray(LANES, to, at + i + three).add(d).intoArray(to, at + i + three);
    }
    for (int end = LANES.loopBound(count); i < end; i += one) {
      FloatVector more = FloatVector.fromArray(LANES, from, begin + i).mul(scales).mul(factors);
      FloatVector.fromArray(LANES, to, at + i).add(more).intoArray(to, at + i);
    }
    for (; i < count; i++) {
      to[at + i] += factor * (scale * from[begin + i]);
    }
  }
}
