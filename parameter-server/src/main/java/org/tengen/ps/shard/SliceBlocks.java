package org.tengen.ps.shard;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.optimiser.Optimiser;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.TableSpec;

/** The parts of a slice, at positions counted from the slice's own beginning. */
record SliceBlocks(List<Part> parts, List<Range> statistics) {

  /** What one optimiser trains of the slice. */
  record Part(Range range, Optimiser optimiser, Schedule schedule) {}

  static SliceBlocks of(TableSpec table, Range slice) {
    List<Part> parts = new ArrayList<>();
    for (Block block : table.blocks()) {
      Range shared = shared(block.range(), slice);
      if (shared.length() > 0) {
        parts.add(new Part(shared, block.optimiser().optimiser(), block.schedule()));
      }
    }
    List<Range> statistics =
        table.statistics().stream()
            .map(range -> shared(range, slice))
            .filter(range -> range.length() > 0)
            .toList();
    return new SliceBlocks(List.copyOf(parts), statistics);
  }

  /** How many arrays of state the neediest optimiser has. */
  int stateArrays() {
    return parts.stream().mapToInt(part -> part.optimiser().stateArrays()).max().orElse(0);
  }

  private static Range shared(Range range, Range slice) {
    int from = Math.max(range.from(), slice.from());
    int to = Math.min(range.to(), slice.to());
    return to <= from ? new Range(0, 0) : new Range(from - slice.from(), to - slice.from());
  }
}
