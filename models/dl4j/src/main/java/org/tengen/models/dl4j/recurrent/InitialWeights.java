package org.tengen.models.dl4j.recurrent;

import java.nio.FloatBuffer;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.dl4j.floats.SplitMix;

/**
 * The networks' first parameters, in their flat order.
 *
 * <p>Uniform as in Glorot and Bengio (2010), biases and peepholes zero but the forget gate's
 * biases, which are one (Gers, Schmidhuber and Cummins 2000). Made here and not by the engine's
 * generator, whose bits depend on the native build: the same seed gives the same bits on every
 * machine.
 */
public final class InitialWeights {
  private static final int FORGET_GATE = 1;

  /** How far from zero vectors begin that are a softmax's weights too. */
  private static final float TIED = 0.1f;

  private final SplitMix random;
  private final FloatBuffer out;

  private InitialWeights(long seed, FloatBuffer into) {
    random = new SplitMix(seed);
    out = into.duplicate().rewind();
  }

  /** Writes every position of {@code into}, from its start. */
  public static void fill(NetworkSettings.NextWord settings, FloatBuffer into) {
    InitialWeights weights = new InitialWeights(settings.seed(), into);
    weights.vectors(settings.vocabulary(), settings.embedding());
    weights.stack(settings.recurrent());
    weights.head(settings.hidden(), settings.vocabulary());
  }

  /** Writes every position of {@code into}, from its start. */
  public static void fill(NetworkSettings.LanguageModel settings, FloatBuffer into) {
    InitialWeights weights = new InitialWeights(settings.seed(), into);
    if (settings.tied()) {
      weights.within(TIED, (long) settings.vocabulary() * settings.embedding());
      weights.stack(settings.recurrent());
      weights.constant(settings.vocabulary(), 0f);
    } else {
      weights.vectors(settings.vocabulary(), settings.embedding());
      weights.stack(settings.recurrent());
      weights.head(settings.recurrent().outputs(), settings.vocabulary());
    }
  }

  /** Writes every position of {@code into}, from its start. */
  public static void fill(NetworkSettings.MiddleWord settings, FloatBuffer into) {
    InitialWeights weights = new InitialWeights(settings.seed(), into);
    weights.vectors(settings.vocabulary(), settings.embedding());
    weights.stack(settings.recurrent());
    weights.head(settings.recurrent().outputs(), settings.vocabulary());
  }

  private void vectors(int vocabulary, int embedding) {
    uniform((long) vocabulary * embedding, 1 + embedding);
  }

  private void head(int inputs, int vocabulary) {
    uniform((long) inputs * vocabulary, inputs + vocabulary);
    constant(vocabulary, 0f);
  }

  private void stack(RecurrentLayers settings) {
    for (int layer = 0; layer < settings.layers(); layer++) {
      cell(settings.cell(), settings.inputs(layer), settings.hidden());
      if (settings.bothWays()) {
        cell(settings.cell(), settings.inputs(layer), settings.hidden());
      }
      if (settings.normalised()) {
        constant(settings.outputs(), 1f);
        constant(settings.outputs(), 0f);
      }
    }
  }

  private void cell(Cell cell, int inputs, int hidden) {
    int sums = cell.sums();
    uniform((long) inputs * sums * hidden, inputs + hidden);
    uniform((long) hidden * sums * hidden, hidden + hidden);
    for (int sum = 0; sum < sums; sum++) {
      constant(hidden, cell.forgets() && sum == FORGET_GATE ? 1f : 0f);
    }
    constant(cell.more() * hidden, 0f);
  }

  private void uniform(long count, int fanInPlusOut) {
    within((float) Math.sqrt(6.0 / fanInPlusOut), count);
  }

  private void within(float limit, long count) {
    for (long i = 0; i < count; i++) {
      out.put(limit * (2 * random.nextUnit() - 1));
    }
  }

  private void constant(int count, float value) {
    for (int i = 0; i < count; i++) {
      out.put(value);
    }
  }
}
