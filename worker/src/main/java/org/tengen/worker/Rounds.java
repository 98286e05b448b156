package org.tengen.worker;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.tengen.models.Replica;
import org.tengen.ps.local.OwnWeights;
import org.tengen.ps.strategy.Sent;

/**
 * Makes the rounds of the lanes that one thread drives. They share its replica and its buffers: one
 * lane's pull, or push, has to be done with before the next lane's piece. What outlives a round is
 * a lane's own: the weights under {@code easgd}, weights and optimisers' state under {@code local}
 * where that is kept.
 */
public final class Rounds {
  private final Replica<?> replica;
  private final TrainingLoop.@Nullable Own own;
  private final RoundBuffers buffers;

  /** Made once where rounds have nothing of their own. */
  private final @Nullable Round shared;

  /** Rounds on {@code replica}, which stays the caller's. */
  public Rounds(TrainingLoop.Settings settings, Replica<?> replica) {
    this.replica = replica;
    this.own = settings.own();
    this.buffers = own == null ? RoundBuffers.NONE : RoundBuffers.of(own);
    this.shared = outlivesARound(own) ? null : make();
  }

  /** The rounds of one more lane. */
  public Round next() {
    return shared == null ? make() : shared;
  }

  /** {@link Round#pulled} of all of them. */
  public FloatBuffer pulled() {
    return own == null ? replica.parameters() : FloatBuffer.wrap(buffers.pulled());
  }

  private static boolean outlivesARound(TrainingLoop.@Nullable Own own) {
    if (own == null) {
      return false;
    }
    return own.sent() instanceof Sent.Elastic
        || (own.sent() instanceof Sent.WeightChange change
            && change.state() == Sent.WeightChange.State.KEPT);
  }

  private Round make() {
    if (own != null && own.sent() instanceof Sent.WeightChange change) {
      return new LocalRound(change, ownSteps(own), buffers);
    }
    if (own != null && own.sent() instanceof Sent.Elastic elastic) {
      return new ElasticRound(elastic.part(own.lanes()), ownSteps(own), buffers);
    }
    return new GradientRound(replica);
  }

  private OwnSteps ownSteps(TrainingLoop.Own settings) {
    OwnWeights weights = new OwnWeights(settings.model(), buffers.gradient());
    return new OwnSteps(settings, settings.sent().steps(), weights, replica);
  }
}
