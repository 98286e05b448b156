package org.tengen.models.dl4j;

import org.tengen.models.NetworkSettings;
import org.tengen.models.SeriesBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.recurrent.CarriedState;
import org.tengen.models.dl4j.recurrent.InitialWeights;
import org.tengen.models.dl4j.recurrent.LanguageModelStep;

/**
 * The language model, and what its series carry from chunk to chunk: one state for steps and one
 * for losses alone, so that an evaluation in between disturbs no training. Neither is a parameter:
 * a replica that takes another's place goes on from zero.
 */
final class LanguageModelReplica extends FlatReplica<SeriesBatch> {
  private final LanguageModelStep step;
  private final CarriedState trained;
  private final CarriedState evaluated;

  LanguageModelReplica(NetworkSettings.LanguageModel settings) {
    super(Math.toIntExact(settings.parameters()));
    step = new LanguageModelStep(settings, FloatMaths.best());
    InitialWeights.fill(settings, parameters());
    trained = step.newState();
    evaluated = step.newState();
  }

  @Override
  public double step(SeriesBatch batch, long randomSeed) {
    return step.gradient(batch, flatParameters(), flatGradient(), trained, randomSeed);
  }

  @Override
  public double loss(SeriesBatch batch) {
    return step.loss(batch, flatParameters(), evaluated);
  }

  @Override
  void freeStep() {
    step.free();
  }
}
