package org.tengen.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tengen.models.metric.Metric;

/**
 * What was seen of lanes and shards at one moment, as numbers.
 *
 * @param totals of the training
 * @param lanes a row for each of the first lanes
 * @param shards a row for each
 * @param slow lanes that stand out, and how many times slower than the median each is
 * @param ahead of the slowest, in clocks, for every lane
 */
record Look(
    double[] totals,
    List<double[]> lanes,
    List<double[]> shards,
    List<Pace.Slow> slow,
    double[] ahead,
    LiveCounts.Staleness staleness) {
  /** Lanes that have a row of their own. */
  private static final int LANES = 64;

  static Look at(LiveCounts counts, Pace pace) {
    double[] secondsPerStep = pace.secondsPerStep();
    List<double[]> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(LANES, counts.lanes().size()); lane++) {
      lanes.add(Columns.lane(counts.lanes().get(lane), secondsPerStep[lane]));
    }
    long slowest = counts.lanes().stream().mapToLong(LiveCounts.Lane::clock).min().orElse(0);
    return new Look(
        Columns.totals(counts),
        lanes,
        counts.shards().stream().map(Columns::shard).toList(),
        pace.slow(),
        counts.lanes().stream().mapToDouble(lane -> lane.clock() - slowest).toArray(),
        counts.staleness());
  }

  /** All of it. */
  void write(JsonGenerator json) throws IOException {
    writeLanes(json);
    Json.rows(json, "shards", shards);
    List<double[]> standing = new ArrayList<>();
    slow.forEach(each -> standing.add(new double[] {each.lane(), each.times()}));
    Json.rows(json, "slow", standing);
    json.writeFieldName(Metric.CLOCKS_AHEAD.key());
    Json.row(json, ahead);
    Chapter.histogram(json, staleness);
  }

  /** What remains of it when it is past. */
  void writeLanes(JsonGenerator json) throws IOException {
    json.writeFieldName("totals");
    Json.row(json, totals);
    Json.rows(json, "lanes", lanes);
  }
}
