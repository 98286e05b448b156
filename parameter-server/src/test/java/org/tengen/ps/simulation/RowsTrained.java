package org.tengen.ps.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Course;

/**
 * Tables of rows, whose places are their rows, table after table. Which rows a lane reads and
 * changes at a clock follows from lane and clock: a few lists that come again, some of them empty.
 */
final class RowsTrained implements Trained {
  private static final int LISTS = 12;
  private static final int[] LIST_ROWS = {0, 1, 3, 6, 11};
  private static final int WIDE_EVERY = 8;

  private final RowScenario scenario;
  private final RowTraining training;
  private final RowTables tables;

  /** By table, the lists that are used; the first is empty. */
  private final List<List<RowIds>> lists = new ArrayList<>();

  /** By table, the place of its first row; then their number. */
  private final int[] places;

  /** By place and lane. */
  private final long[][] touching;

  RowsTrained(RowScenario scenario, RowTraining training) {
    this.scenario = scenario;
    this.training = training;
    this.tables = training.tables();
    this.places = new int[tables.count() + 1];
    for (int table = 0; table < tables.count(); table++) {
      places[table + 1] = places[table] + tables.spec(table).rows();
      lists.add(lists(table));
    }
    this.touching = new long[places()][training.lanes()];
    for (int lane = 0; lane < training.lanes(); lane++) {
      for (long clock = 0; clock < OneHot.MOST_CLOCKS; clock++) {
        touch(lane, clock);
      }
    }
  }

  private List<RowIds> lists(int table) {
    int rows = tables.spec(table).rows();
    List<RowIds> made = new ArrayList<>();
    made.add(RowIds.of(tables, table));
    for (int list = 1; list < LISTS; list++) {
      Random random = new Random(31L * table + 1009L * list);
      int count = table == RowScenario.WIDE ? rows : LIST_ROWS[random.nextInt(LIST_ROWS.length)];
      int[] ids = random.ints(0, rows).distinct().limit(count).sorted().toArray();
      made.add(RowIds.of(tables, table, ids));
    }
    return made;
  }

  private void touch(int lane, long clock) {
    for (int table = 0; table < tables.count(); table++) {
      RowIds ids = ids(table, lane, clock);
      for (int shard = 0; shard < tables.shards(); shard++) {
        for (int row : ids.rows(shard)) {
          touching[place(table, shard, row)][lane] |= 1L << clock;
        }
      }
    }
  }

  /** The rows of a table that a lane reads, and then changes. */
  RowIds ids(int table, int lane, long clock) {
    if (table == RowScenario.WIDE) {
      return lists.get(table).get((lane + clock) % WIDE_EVERY == 0 ? 1 : 0);
    }
    int list = (int) (lane / 2 * 3L + clock % 3 + (clock % 4 == 3 ? table + 5 : 0)) % LISTS;
    return lists.get(table).get(list);
  }

  RowScenario scenario() {
    return scenario;
  }

  RowTraining training() {
    return training;
  }

  /** The same under the strategy that shards are told. */
  RowTraining told(Mutation mutation) {
    Strategy strategy = mutation.told(training.strategy());
    return new RowTraining(tables, training.lanes(), strategy, training.budget(), training.seed());
  }

  RowTables tables() {
    return tables;
  }

  /** The number of places. */
  int places() {
    return places[tables.count()];
  }

  /** The place of a shard's own row. */
  int place(int table, int shard, int row) {
    return places[table] + row * tables.shards() + shard;
  }

  /** Whether the rows of a table tell pushes apart. */
  boolean tells(int table) {
    return tellsPushesApart() && (table == RowScenario.HOT || table == RowScenario.WIDE);
  }

  /** How many parts a push has at a shard. */
  int parts(int shard, int lane, long clock) {
    return tables.parts(counts(shard, lane, clock));
  }

  /** Which rows a part of a push or a pull is of. */
  RowTables.Part part(int shard, int lane, long clock, int part) {
    return tables.part(counts(shard, lane, clock), part);
  }

  private int[] counts(int shard, int lane, long clock) {
    int[] counts = new int[tables.count()];
    for (int table = 0; table < counts.length; table++) {
      counts[table] = ids(table, lane, clock).rows(shard).length;
    }
    return counts;
  }

  /** The places that a part is of. */
  int[] places(int shard, int lane, long clock, int index) {
    RowTables.Part part = part(shard, lane, clock, index);
    int[] rows = ids(part.table(), lane, clock).rows(shard);
    int[] its = new int[part.rows()];
    for (int k = part.from(); k < part.to(); k++) {
      its[k - part.from()] = place(part.table(), shard, rows[k]);
    }
    return its;
  }

  @Override
  public Course course() {
    return training.course();
  }

  @Override
  public int shards() {
    return tables.shards();
  }

  @Override
  public OneHot oneHot() {
    return scenario.oneHot();
  }

  @Override
  public boolean tellsPushesApart() {
    return training.strategy().correction() instanceof Correction.None;
  }

  @Override
  public boolean touchesAll() {
    return false;
  }

  @Override
  public long touching(int place, int lane) {
    return touching[place][lane];
  }

  /** An answer until its deadline, then as long for what is under way, and once more to connect. */
  @Override
  public Duration patience() {
    RowClientSettings usual = RowClientSettings.usual(tables);
    return usual.reply().plus(usual.connect().multipliedBy(2));
  }

  @Override
  public LaneWork work(int lane, Connector connector, Runnable bell) {
    return new RowWork(this, lane, connector, bell);
  }

  @Override
  public Safe safe(Random random, Happenings happenings) {
    return new RowSafe(this, random, happenings);
  }
}
