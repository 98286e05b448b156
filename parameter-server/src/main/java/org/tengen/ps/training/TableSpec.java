package org.tengen.ps.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.table.Range;

/**
 * A dense table: one flat float32 vector, every position of which belongs to one block or one range
 * of statistics.
 *
 * @param length floats
 * @param blocks what optimisers train, in order of position
 * @param statistics what no optimiser touches (batch normalisation's running mean and variance), in
 *     order of position: lanes push values times samples there, not gradients
 */
public record TableSpec(int length, List<Block> blocks, List<Range> statistics)
    implements Serializable {
  public TableSpec {
    blocks = List.copyOf(blocks);
    statistics = List.copyOf(statistics);
    if (length < 1) {
      throw new IllegalArgumentException("table length=" + length + ": expected 1 or more");
    }
    requireCovered(length, blocks, statistics);
  }

  /** One optimiser for all that is not statistics. */
  public static TableSpec uniform(
      int length, List<Range> statistics, OptimiserSettings optimiser, Schedule schedule) {
    List<Block> blocks = new ArrayList<>();
    int at = 0;
    for (Range range : sorted(statistics)) {
      if (range.from() > at) {
        blocks.add(new Block(new Range(at, range.from()), optimiser, schedule));
      }
      at = range.to();
    }
    if (at < length) {
      blocks.add(new Block(new Range(at, length), optimiser, schedule));
    }
    return new TableSpec(length, blocks, sorted(statistics));
  }

  private static List<Range> sorted(List<Range> ranges) {
    return ranges.stream().sorted(Comparator.comparingInt(Range::from)).toList();
  }

  private static void requireCovered(int length, List<Block> blocks, List<Range> statistics) {
    List<Range> all = new ArrayList<>(statistics);
    blocks.forEach(block -> all.add(block.range()));
    int at = 0;
    for (Range range : sorted(all)) {
      if (range.from() != at) {
        throw new IllegalArgumentException(
            "table of "
                + length
                + " floats: position "
                + Math.min(at, range.from())
                + (range.from() > at ? " has no block" : " is claimed twice")
                + "; expected blocks and statistics to cover every position once");
      }
      at = range.to();
    }
    if (at != length) {
      throw new IllegalArgumentException(
          "table of " + length + " floats: blocks and statistics end at " + at);
    }
  }
}
