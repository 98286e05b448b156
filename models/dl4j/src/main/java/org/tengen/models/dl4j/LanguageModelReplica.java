package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.SeriesBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.recurrent.CarriedState;
import org.tengen.models.dl4j.recurrent.InitialWeights;
import org.tengen.models.dl4j.recurrent.LanguageModelStep;

/**
 * The language model, and what its series carry from chunk to chunk: one state for steps and one
 * for losses alone, so that an evaluation in between disturbs no training. Neither is a parameter:
 * a replica that takes another's place goes on from zero.
 */
final class LanguageModelReplica implements Replica<SeriesBatch> {
  private final LanguageModelStep step;
  private final Floats parameters;
  private final Floats gradient;
  private final CarriedState trained;
  private final CarriedState evaluated;

  LanguageModelReplica(NetworkSettings.LanguageModel settings) {
    NativeRuntime.computeOnThisThreadAlone();
    step = new LanguageModelStep(settings, FloatMaths.best());
    parameters = Floats.zeros(step.parameters());
    gradient = Floats.zeros(step.parameters());
    trained = step.newState();
    evaluated = step.newState();
    InitialWeights.fill(settings, parameters.buffer());
  }

  @Override
  public int length() {
    return step.parameters();
  }

  @Override
  public FloatBuffer parameters() {
    return parameters.buffer();
  }

  @Override
  public FloatBuffer gradient() {
    return gradient.buffer();
  }

  @Override
  public List<Span> statistics() {
    return List.of();
  }

  @Override
  public double step(SeriesBatch batch, long randomSeed) {
    return step.gradient(batch, parameters, gradient, trained, randomSeed);
  }

  @Override
  public double loss(SeriesBatch batch) {
    return step.loss(batch, parameters, evaluated);
  }

  @Override
  public void close() {
    step.free();
    parameters.free();
    gradient.free();
  }
}
