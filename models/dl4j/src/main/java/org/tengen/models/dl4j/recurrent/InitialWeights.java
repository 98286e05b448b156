package org.tengen.models.dl4j.recurrent;

import java.nio.FloatBuffer;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.dl4j.floats.SplitMix;

/**
 * The next-word network's first parameters, in Deeplearning4j's flat order.
 *
 * <p>Uniform as in Glorot and Bengio (2010), biases zero but the forget gate's, which are one
 * (Gers, Schmidhuber and Cummins 2000). Made here and not by the engine's generator, whose bits
 * depend on the native build: the same seed gives the same bits on every machine.
 */
public final class InitialWeights {
  private static final int FORGET_GATE = 1;

  private final NetworkSettings.NextWord settings;
  private final SplitMix random;

  public InitialWeights(NetworkSettings.NextWord settings) {
    this.settings = settings;
    this.random = new SplitMix(settings.seed());
  }

  /** Writes every position of {@code into}, from its start. */
  public void fill(FloatBuffer into) {
    FloatBuffer out = into.duplicate().rewind();
    int vocabulary = settings.vocabulary();
    int embedding = settings.embedding();
    int hidden = settings.hidden();
    uniform(out, (long) vocabulary * embedding, 1 + embedding);
    for (int layer = 0; layer < settings.layers(); layer++) {
      recurrent(out, settings.inputs(layer), hidden);
    }
    uniform(out, (long) hidden * vocabulary, hidden + vocabulary);
    constant(out, vocabulary, 0f);
  }

  private void recurrent(FloatBuffer out, int inputs, int hidden) {
    int sums = settings.cell().sums();
    uniform(out, (long) inputs * sums * hidden, inputs + hidden);
    uniform(out, (long) hidden * sums * hidden, hidden + hidden);
    for (int sum = 0; sum < sums; sum++) {
      boolean forget = settings.cell() == Cell.LSTM && sum == FORGET_GATE;
      constant(out, hidden, forget ? 1f : 0f);
    }
  }

  private void uniform(FloatBuffer out, long count, int fanInPlusOut) {
    float limit = (float) Math.sqrt(6.0 / fanInPlusOut);
    for (long i = 0; i < count; i++) {
      out.put(limit * (2 * random.nextUnit() - 1));
    }
  }

  private static void constant(FloatBuffer out, int count, float value) {
    for (int i = 0; i < count; i++) {
      out.put(value);
    }
  }
}
