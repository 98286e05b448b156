package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.Pending;
import org.tengen.ps.client.RowBatch;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowProtocol;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.training.Course;

/** A lane of row tables. */
final class RowWork implements LaneWork {
  private final RowsTrained trained;
  private final RowTables tables;
  private final RowProtocol protocol;
  private List<RowBatch> batches = List.of();
  private RowProtocol.@Nullable Exchange pull;

  RowWork(RowsTrained trained, int lane, Connector connector, Runnable bell) {
    this.trained = trained;
    this.tables = trained.tables();
    this.protocol = new RowProtocol(lane, connector, RowClientSettings.usual(tables), bell);
  }

  @Override
  public Pending join(String worker, Map<String, String> facts, long nowNs) {
    return protocol.join(worker, facts, nowNs);
  }

  @Override
  public long clock() {
    return protocol.clock();
  }

  /** Of a table of which nothing is wanted there is now and then no batch at all. */
  @Override
  public Pending pull(long clock, long nowNs) throws InterruptedException {
    batches = new ArrayList<>();
    for (int table = 0; table < tables.count(); table++) {
      RowIds ids = trained.ids(table, protocol.lane(), clock);
      if (ids.count() > 0 || clock % 2 == 0) {
        batches.add(new RowBatch(ids, new float[ids.count() * tables.width(table)]));
      }
    }
    RowProtocol.Exchange begun = protocol.pull(clock, batches, nowNs);
    pull = begun;
    return begun;
  }

  @Override
  public boolean spent() {
    return pull != null && pull.spent();
  }

  @Override
  public Pending push(long nowNs) throws InterruptedException {
    int samples = samples(protocol.lane(), protocol.clock());
    batches.forEach(batch -> sums(batch, samples));
    return protocol.push(protocol.clock(), batches, samples, nowNs);
  }

  /** Puts sums in the place of weights; a function of these, lane and clock alone. */
  private void sums(RowBatch batch, int samples) {
    int table = batch.ids().table();
    int width = tables.width(table);
    boolean added = tables.spec(table).optimiser() instanceof OptimiserSettings.Added;
    boolean hot = table == RowScenario.HOT || table == RowScenario.WIDE;
    for (int row = 0; row < batch.values().length; row += width) {
      if (hot) {
        Arrays.fill(batch.values(), row, row + width, 0);
        tell(batch.values(), row, added ? 1 : -RowScenario.HOT_RATE);
      } else {
        descend(batch.values(), row, row + width, added ? -0.5f * samples : samples);
      }
    }
  }

  /** What the server makes a power of four of. */
  private void tell(float[] values, int row, float rate) {
    long clock = protocol.clock();
    OneHot oneHot = trained.oneHot();
    int position = row + oneHot.position(protocol.lane(), clock);
    values[position] = oneHot.value(clock) * divisor() / rate;
  }

  /** A gradient goes up the hill, a change of weights down it. */
  private void descend(float[] values, int from, int to, float times) {
    float last = 0;
    for (int i = from; i < to; i++) {
      float weight = values[i];
      values[i] = times * (weight - target(i) - 0.3f * last);
      last = weight;
    }
  }

  /** By what the server divides the sum of an update that the lane's push is in. */
  private float divisor() {
    Course course = trained.course();
    if (!course.strategy().gathering().wholeClock()) {
      return samples(protocol.lane(), protocol.clock());
    }
    int all = 0;
    for (int lane = 0; lane < course.lanes(); lane++) {
      all += samples(lane, protocol.clock());
    }
    return all;
  }

  private static int samples(int lane, long clock) {
    return 1 + (int) ((lane * 5L + clock * 3) % 7);
  }

  private float target(int position) {
    long mixed = (protocol.lane() * 31L + protocol.clock()) * 0x9e3779b97f4a7c15L;
    return ((mixed + position * 0xbf58476d1ce4e5b9L) >>> 40) / (float) (1 << 24) - 0.5f;
  }

  @Override
  public @Nullable Pending leave(boolean finished, long nowNs) {
    return protocol.leave(finished, nowNs);
  }

  @Override
  public void close() {
    protocol.close();
  }
}
