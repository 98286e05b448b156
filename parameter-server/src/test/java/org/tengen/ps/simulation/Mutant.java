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
  TAKES_A_TORN_CHECKPOINT(RestartMutations.TakesATornCheckpoint::new),
  /** Of rows: a list that a shard has forgotten is answered with the rows of another. */
  ANSWERS_WITH_ANOTHER_LIST(Kind.ROWS, RowMutations.AnswersWithAnotherList::new),
  /** Of rows: a repeat of a push that is complete is applied again. */
  APPLIES_A_PUSH_AGAIN(Kind.ROWS, RowMutations.AppliesAPushAgain::new),
  /** Of rows: a part of a push is acknowledged and thrown away. */
  LOSES_A_PART(Kind.ROWS, RowMutations.LosesAPart::new),
  /** Of rows: what an older lease asks is done as if the newest had. */
  ACCEPTS_AN_OLD_LEASE_OF_ROWS(Kind.ROWS, RowMutations.AcceptsAnOldLease::new),
  /** Of rows: a lane may be a clock farther ahead than the slack. */
  SLACK_PLUS_ONE_OF_ROWS(Kind.ROWS, PullMutations.SlackPlusOne::new),
  /** Of rows: a lane that is taken over goes on one clock too late. */
  GOES_ON_TOO_LATE_WITH_ROWS(Kind.ROWS, PullMutations.GoesOnTooLate::new),
  /** Of rows: a lane that repeats an iteration behind a barrier is given the rows of now. */
  FORGETS_WHAT_WAS_OVERWRITTEN(Kind.ROWS, RowMutations.ForgetsWhatWasOverwritten::new),
  /** Of rows: a restart does not know which parts of pushes under way a checkpoint has. */
  RESTORES_WITHOUT_WHAT_IS_UNDER_WAY(Kind.ROWS, RowMutations.RestoresWithoutWhatIsUnderWay::new),
  /** Of rows: behind a barrier snapshots are taken while lanes go on. */
  SNAPSHOTS_WITHOUT_HOLDING(Kind.ROWS, RowMutations.SnapshotsWithoutHolding::new),
  /** Of rows: a shard changes rows that a snapshot still reads. */
  RETURNS_A_SNAPSHOT_TOO_EARLY(Kind.ROWS, RowMutations.ReturnsASnapshotTooEarly::new);

  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // constructors are
  private final Supplier<Mutation> fresh;

  Mutant(Supplier<Mutation> fresh) {
    this(Kind.DENSE, fresh);
  }

  Mutant(Kind kind, Supplier<Mutation> fresh) {
    this.kind = kind;
    this.fresh = fresh;
  }

  /** Whether it is a fault of how two replicas of a shard follow each other. */
  boolean ofReplicas() {
    return compareTo(ACKNOWLEDGES_BEFORE_REPLICATION) >= 0
        && compareTo(FORGETS_THE_DEDUPE_AT_PROMOTION) <= 0;
  }

  /** Of which tables. */
  Kind kind() {
    return kind;
  }

  /** For one run. */
  Mutation mutation() {
    return fresh.get();
  }
}
