package org.tengen.ps.simulation;

import java.util.function.Supplier;

/** Every mutation by its name. */
enum Mutant {
  /** A push that comes again is applied again. */
  SKIPS_THE_DEDUPE(PushMutations.SkipsTheDedupe::new),
  /** A push is acknowledged and thrown away. */
  LOSES_A_PUSH(PushMutations.LosesAPush::new),
  /** Of a push every other slice is acknowledged and thrown away. */
  APPLIES_HALF_OF_THE_SLICES(PushMutations.AppliesHalfOfTheSlices::new),
  /** A push's sum is divided by one sample more. */
  DIVIDES_WRONGLY(PushMutations.DividesWrongly::new),
  /** What an older lease asks is done as if the newest had. */
  ACCEPTS_AN_OLD_LEASE(PushMutations.AcceptsAnOldLease::new),
  /** A lane may be a clock farther ahead than the slack. */
  SLACK_PLUS_ONE(PullMutations.SlackPlusOne::new),
  /** A pull that was parked is never answered. */
  DROPS_A_PARKED_PULL(PullMutations.DropsAParkedPull::new),
  /** A pull for the clock before is answered with the weights of now. */
  FORGETS_THE_PREVIOUS_WEIGHTS(PullMutations.ForgetsThePreviousWeights::new),
  /** A pull that should wait is answered at once. */
  ANSWERS_BEFORE_THE_BARRIER(PullMutations.AnswersBeforeTheBarrier::new),
  /** Now and then a pull is answered with what the slice once was. */
  SERVES_OLD_WEIGHTS(PullMutations.ServesOldWeights::new),
  /** An iteration that is begun again is taken from the budget again. */
  COUNTS_A_GRANT_TWICE(PullMutations.CountsAGrantTwice::new),
  /** A lane that is taken over goes on one clock too late. */
  GOES_ON_TOO_LATE(PullMutations.GoesOnTooLate::new),
  /** A primary acknowledges a push that its successor may not have. */
  ACKNOWLEDGES_BEFORE_REPLICATION(ReplicaMutations.AcknowledgesBeforeReplication::new),
  /** A primary serves on when its lease has run out. */
  SERVES_AFTER_THE_LEASE(ReplicaMutations.ServesAfterTheLease::new),
  /** A successor is promoted when its primary does not answer, at once. */
  PROMOTES_WITHIN_THE_LEASE(ReplicaMutations.PromotesWithinTheLease::new),
  /** A successor that was promoted confirms what its old primary still forwards. */
  CONFIRMS_AN_OLD_EPOCH(ReplicaMutations.ConfirmsAnOldEpoch::new),
  /** A successor does what it is forwarded as it comes. */
  TAKES_ENTRIES_OUT_OF_ORDER(ReplicaMutations.TakesEntriesOutOfOrder::new),
  /** A replica that joins is not told what is gathered, and who waits. */
  JOINS_WITHOUT_THE_REST(ReplicaMutations.JoinsWithoutTheRest::new),
  /** A successor that is promoted does not know which pushes it has. */
  FORGETS_THE_DEDUPE_AT_PROMOTION(ReplicaMutations.ForgetsTheDedupe::new),
  /** A restart takes a checkpoint's weights, but not which pushes are in them. */
  RESTORES_WITHOUT_CLOCKS(RestartMutations.RestoresWithoutClocks::new),
  /** A restart takes a checkpoint a part of which was never written. */
  TAKES_A_TORN_CHECKPOINT(RestartMutations.TakesATornCheckpoint::new);

  @SuppressWarnings("ImmutableEnumChecker") // constructors are
  private final Supplier<Mutation> fresh;

  Mutant(Supplier<Mutation> fresh) {
    this.fresh = fresh;
  }

  /** For one run. */
  Mutation mutation() {
    return fresh.get();
  }
}
