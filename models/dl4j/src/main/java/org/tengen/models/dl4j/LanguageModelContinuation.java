package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import org.tengen.models.Continuation;
import org.tengen.models.NetworkSettings;
import org.tengen.models.SeriesBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.recurrent.CarriedState;
import org.tengen.models.dl4j.recurrent.LanguageModelStep;

/** The language model with one text, a word at a time; what its layers carry stays here. */
final class LanguageModelContinuation implements Continuation {
  private static final int[] ASKED = {0};

  private final int vocabulary;
  private final LanguageModelStep step;
  private final Floats parameters;
  private final CarriedState state;
  private boolean begins = true;

  LanguageModelContinuation(NetworkSettings.LanguageModel settings, float[] weights) {
    NativeRuntime.computeOnThisThreadAlone();
    vocabulary = settings.vocabulary();
    step = new LanguageModelStep(settings, FloatMaths.best());
    if (weights.length != step.parameters()) {
      throw new IllegalArgumentException(
          weights.length + " parameters: expected " + step.parameters());
    }
    parameters = Floats.allocate(weights.length);
    parameters.put(0, weights, 0, weights.length);
    state = step.newState();
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public void read(int word, float[] chances) {
    SeriesBatch one = new SeriesBatch(1, new int[] {word}, ASKED.clone(), new boolean[] {begins});
    begins = false;
    step.probabilities(one, parameters, state, FloatBuffer.wrap(chances));
  }

  @Override
  public void close() {
    step.free();
    parameters.free();
  }
}
