package org.tengen.models.dl4j.policyvalue;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.tengen.models.Replica.Span;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

/** Small policy-value networks of all kinds, and positions drawn at random for them. */
final class SmallBoards {
  static final int SAMPLES = 4;
  static final List<String> FORMS =
      List.of("basic", "bottleneck", "pre-activation", "wide:2", "pyramid:11");

  private SmallBoards() {}

  /** Two blocks of four filters on a board of 4 x 3, one position seen. */
  static PolicyValueSettings settings(String form, boolean convolutional, boolean more, double l2) {
    return new PolicyValueSettings(
        new BoardPlanes(1, 4, 3),
        new ResidualTower(ResidualForm.of(form), 2, 4),
        new PolicyValueHeads(3, 2, 5, convolutional, more, more),
        l2,
        7);
  }

  static PolicyValueBatch batch(PolicyValueSettings settings, int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BoardPlanes input = settings.input();
    float[] policies = floats(random, samples * input.moves(), 0, 1);
    for (int sample = 0; sample < samples; sample++) {
      double sum = 0;
      for (int i = 0; i < input.moves(); i++) {
        sum += policies[sample * input.moves() + i];
      }
      for (int i = 0; i < input.moves(); i++) {
        policies[sample * input.moves() + i] /= (float) sum;
      }
    }
    return new PolicyValueBatch(
        samples,
        floats(random, samples * input.floats(), -1, 1),
        policies,
        floats(random, samples, -1, 1),
        floats(random, settings.heads().ownership() ? samples * input.points() : 0, -1, 1),
        floats(random, settings.heads().score() ? samples : 0, -30, 30));
  }

  static float[] floats(SplittableRandom random, int count, double from, double to) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) (from + (to - from) * random.nextDouble());
    }
    return floats;
  }

  /** Moves all parameters off their first values; what is positive stays so. */
  static void shake(PolicyValueReplica replica, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FloatBuffer parameters = replica.parameters();
    for (int i = 0; i < replica.length(); i++) {
      parameters.put(i, parameters.get(i) + (float) (0.3 * random.nextDouble()));
    }
  }

  static float[] copy(FloatBuffer buffer) {
    float[] copy = new float[buffer.limit()];
    buffer.get(0, copy);
    return copy;
  }

  static boolean isIn(List<Span> spans, int position) {
    return spans.stream().anyMatch(span -> span.from() <= position && position < span.to());
  }
}
