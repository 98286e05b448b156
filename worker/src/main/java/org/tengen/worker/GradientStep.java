package org.tengen.worker;

import org.tengen.corpus.seed.Seeds;
import org.tengen.models.Batch;
import org.tengen.models.Replica;

/**
 * The step of any lane on one replica: the loss of its batch, and the clipped gradient, which stays
 * in the replica. Weights, lane and step decide both. Used by one thread.
 *
 * @param <B> what the replica computes on
 */
public final class GradientStep<B extends Batch> {
  private final TrainingLoop.Settings settings;
  private final Replica<B> replica;
  private final long stepSeed;

  /**
   * What a step has computed beside its gradient.
   *
   * @param loss summed over the samples, in nats
   */
  public record Computed(int samples, double loss) {}

  /** Steps on {@code replica}, which stays the caller's. */
  public GradientStep(TrainingLoop.Settings settings, Replica<B> replica) {
    this.settings = settings;
    this.replica = replica;
    this.stepSeed = Seeds.derive(settings.seed(), "step");
  }

  /** Computes step {@code step} of a lane whose samples are {@code batches}. */
  public Computed compute(BatchSource<B> batches, int lane, long step) {
    B batch = batches.at(step);
    double loss = replica.step(batch, Seeds.derive(stepSeed, lane, step));
    settings.clipping().clip(replica.gradient(), batch.samples(), settings.trained());
    return new Computed(batch.samples(), loss);
  }
}
