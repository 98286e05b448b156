package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.tengen.models.Continuation;
import org.tengen.models.NetworkSettings;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.recurrent.NextWordStep;

/** The next-word network with one text, whose last words stay here. */
final class NextWordContinuation implements Continuation {
  private static final int[] ASKED = {0};

  private final int vocabulary;
  private final int nothing;
  private final int end;
  private final NextWordStep step;
  private final Floats parameters;

  /** Oldest first. */
  private final int[] window;

  NextWordContinuation(NetworkSettings.NextWord settings, float[] weights, int nothing, int end) {
    NativeRuntime.computeOnThisThreadAlone();
    this.vocabulary = settings.vocabulary();
    this.nothing = nothing;
    this.end = end;
    step = new NextWordStep(settings, FloatMaths.best());
    if (weights.length != step.parameters()) {
      throw new IllegalArgumentException(
          weights.length + " parameters: expected " + step.parameters());
    }
    parameters = Floats.allocate(weights.length);
    parameters.put(0, weights, 0, weights.length);
    window = new int[settings.window()];
    Arrays.fill(window, nothing);
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public void read(int word, float[] chances) {
    if (word == end) {
      Arrays.fill(window, nothing);
    } else {
      System.arraycopy(window, 1, window, 0, window.length - 1);
      window[window.length - 1] = word;
    }
    WindowBatch seen = new WindowBatch(window.length, window.clone(), ASKED.clone());
    step.probabilities(seen, parameters, FloatBuffer.wrap(chances));
  }

  @Override
  public void close() {
    step.free();
    parameters.free();
  }
}
