package org.tengen.ps.rows;

import java.util.List;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sender;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;

/** One shard of a table of ten rows of two floats, which begin at 0; SGD at rate 1. */
final class RowShardHarness extends Sender<RowShard> {
  final RowTraining training;
  private final RowShard shard;

  RowShardHarness(String strategy, int lanes, long iterations) {
    this(training(strategy, lanes, iterations), RowShardSettings.USUAL_LIST_BYTES);
  }

  RowShardHarness(RowTraining training, long listBytes) {
    this.training = training;
    this.shard =
        new RowShard(
            new RowShardState(training, 0),
            new RowShardSettings(new long[training.lanes()], PARKED_NS, listBytes),
            this,
            () -> {});
  }

  static RowTraining training(String strategy, int lanes, long iterations) {
    RowTableSpec table =
        new RowTableSpec(
            "words",
            10,
            2,
            new RowInit.Zero(),
            new OptimiserSettings.Sgd(),
            new Schedule.Constant(1));
    return new RowTraining(
        new RowTables(List.of(table), 1),
        lanes,
        Strategy.parse(strategy),
        new Budget(iterations * lanes, 1),
        7);
  }

  @Override
  public RowShard shard() {
    return shard;
  }

  @Override
  protected int lanes() {
    return training.lanes();
  }

  /** Tells the list with lease 1; returns its name. */
  long tell(int lane, int... rows) {
    long hash = RowList.hash(0, rows);
    Sent sent = send(new Request.RowList(lane, 1, 0, hash, rows));
    if (!(sent.reply instanceof Reply.Done)) {
      throw new AssertionError(sent.refusal());
    }
    return hash;
  }

  /** Pulls with lease 1. */
  Sent pull(int lane, long clock, long list) {
    return send(new Request.RowPull(lane, 1, clock, new long[] {list}));
  }

  /** Pushes with lease 1. */
  Sent push(int lane, long clock, long list, long version, int samples, float... sum) {
    return pushPart(lane, 1, clock, 0, list, version, samples, sum);
  }

  Sent pushPart(
      int lane,
      int lease,
      long clock,
      int part,
      long list,
      long version,
      int samples,
      float... sum) {
    return send(
        new Request.RowPush(
            lane,
            lease,
            clock,
            part,
            version,
            samples,
            new long[] {list},
            Payload.of(sum, 0, sum.length)));
  }

  RowShardStatistics statistics() {
    return answer(RowShard::statistics);
  }

  RowSnapshot snapshot() {
    return answer(RowShard::snapshot);
  }
}
