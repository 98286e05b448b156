package org.tengen.worker;

/**
 * Arrays that the rounds of one thread's lanes share.
 *
 * @param pulled the server's table, as a round reads it
 * @param push what a round pushes
 * @param gradient of the model
 */
record RoundBuffers(float[] pulled, float[] push, float[] gradient) {
  /** For lanes that push gradients: these stay in the replica. */
  static final RoundBuffers NONE = new RoundBuffers(new float[0], new float[0], new float[0]);

  /** Arrays for lanes with optimisers of their own. */
  static RoundBuffers of(TrainingLoop.Own own) {
    return new RoundBuffers(
        new float[own.servedLength()],
        new float[own.servedLength()],
        new float[own.model().length()]);
  }
}
